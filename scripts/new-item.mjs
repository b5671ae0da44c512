// `npm run new-item -- CODE 中文名 [--instant]`: writes an item, its test and its line in the catalogue; for an instant item also the
// handler, its test and its line. What it writes compiles and passes; what it cannot know it asks for in plain sight.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";

const [code, name] = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const instant = process.argv.includes("--instant");
const stop = (why) => {
  console.error(why);
  process.exit(1);
};
if (!code || !name) stop("用法：npm run new-item -- employer-contact-change 单位联系方式变更 [--instant]");
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(code))
  stop(`编号要用小写英文和连字符，例如 employer-contact-change，不能是 ${code}`);
const itemFile = `shared/src/items/${code}.ts`;
if (existsSync(itemFile)) stop(`${itemFile} 已经有了`);
const camel = code.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
const day = new Date().toISOString().slice(0, 10);

writeFileSync(
  itemFile,
  `import { fact, field, not } from "../field/index.ts";
import { defineItem, step } from "../item/index.ts";

/** ${name}. */
export const ${camel} = defineItem({
  code: "${code}",
  version: 1,
  name: "${name}",
  aliases: ["${name}"],
  summary: "一句话说清楚：谁在什么时候要办这件事，办完得到什么。",
  audience: ["insured"],
  capacities: ["self", "agent"],
  about: "person",
  authority: "hrss",
  basis: [{ title: "社会保险经办条例", article: "第六条", trust: "law" }],
  handling: "${instant ? "instant" : "reviewed"}",
  limits: { statutory: 10, statutorySource: "社会保险经办条例 第六条", promised: ${instant ? 0 : 3} },
  risk: "low",
  keep: { draftDays: 30, closedYears: 15 },
  facts: ["insured"],
  refusals: [
    { when: not(fact("insured")), because: "没有查到您的参保记录", instead: "请先办理参保登记，或带身份证到社保大厅核对" },
  ],
  steps: [
    step("who", "核对身份", {
      name: field.personName({ label: "姓名", prefill: "citizen.name", locked: true }),
      idNumber: field.idNumber({ label: "身份证号码", prefill: "citizen.idNumber", locked: true }),
      mobile: field.mobile({ label: "手机号码", prefill: "citizen.mobile" }),
    }),
  ],
  materials: {},
  consequences: [],
  fee: { kind: "free", note: "不收费（社会保险法第七十四条）" },
  result: "办理回执（PDF）",
  guide: {
    conditions: ["在武汉参加社会保险"],
    flow: ["核对信息", "确认提交", "${instant ? "马上办结" : "审核办结"}"],
    channels: ["微信小程序（全程网办）", "街道（社区）政务服务中心", "区社保经办大厅"],
    places: "全市各区社保经办大厅、街道政务服务中心，周一至周五 9:00-12:00、13:00-17:00",
    phones: ["12333"],
    mistakes: [],
    questions: [],
    updatedOn: "${day}",
  },
});
`,
);
writeFileSync(
  `shared/src/items/${code}.test.ts`,
  `import { describe, expect, it } from "vitest";
import { fieldsOf, refusalFor, checkAnswers } from "../item/index.ts";
import { sampleAnswer } from "../field/index.ts";
import { ${camel} as item } from "./${code}.ts";

const today = "${day}";
const insured = { insured: true };
const answers = Object.fromEntries(
  Object.entries(fieldsOf(item)).map(([name, asked], at) => [name, sampleAnswer(asked, at + 1, today)]),
);

describe("${name}", () => {
  it("takes the answers of somebody who may", () => {
    expect(refusalFor(item, answers, insured)).toBeUndefined();
    expect(checkAnswers(item, answers, insured, today, true).ok).toBe(true);
  });

  it("tells somebody without enrolment what to do instead", () => {
    expect(refusalFor(item, {}, { insured: false })?.instead).toContain("参保登记");
  });

  it("names every question that was left open", () => {
    const checked = checkAnswers(item, {}, insured, today, true);
    expect(checked.ok ? [] : checked.problems.map((one) => one.field)).toEqual(Object.keys(fieldsOf(item)));
  });

  it("refuses an answer nobody asked for", () => {
    expect(checkAnswers(item, { ...answers, extra: "x" }, insured, today, true).ok).toBe(false);
  });
});
`,
);

function addLine(file, importLine, mapLine, anchor) {
  const text = readFileSync(file, "utf8");
  const lastImport = [...text.matchAll(/^import .*;$/gm)].at(-1);
  const withImport = `${text.slice(0, lastImport.index + lastImport[0].length)}\n${importLine}${text.slice(lastImport.index + lastImport[0].length)}`;
  writeFileSync(file, withImport.replace(anchor, `${mapLine}\n${anchor}`));
}
addLine(
  "shared/src/items/index.ts",
  `import { ${camel} } from "./${code}.ts";`,
  `  "${code}": ${camel},`,
  "} as const satisfies",
);

if (instant) {
  const verb = `decide${camel[0].toUpperCase()}${camel.slice(1)}`;
  writeFileSync(
    `server/src/cases/handlers/${code}.ts`,
    `import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import type { Handler } from "./handler.ts";

/**
 * ${name}: the machine decides. Until the ledger effect is written here it turns everybody down with a way out, because a
 * scaffold must never approve: call \`core\` with \`key\` (safe to repeat) and answer \`done\` with the receipt.
 */
export const ${verb}: Handler<AnswersOf<Items["${code}"]>> = {
  effect: async () => ({
    outcome: "refused",
    because: "这个事项还没有接入社保系统",
    instead: "请先到窗口办理",
  }),
};
`,
  );
  writeFileSync(
    `server/src/cases/handlers/${code}.test.ts`,
    `import { describe, expect, it } from "vitest";
import { handlerOf } from "./index.ts";
import { ${verb} } from "./${code}.ts";

describe("${name}, decided by the machine", () => {
  it("is the handler of its item", () => {
    expect(handlerOf("${code}")).toBe(${verb});
  });

  it("turns everybody down, with a way out, until it is connected to the ledger", async () => {
    const answer = await ${verb}.effect({} as Parameters<typeof ${verb}.effect>[0]);
    expect(answer).toMatchObject({ outcome: "refused", instead: expect.any(String) });
  });
});
`,
  );
  addLine(
    "server/src/cases/handlers/index.ts",
    `import { ${verb} } from "./${code}.ts";`,
    `  "${code}": ${verb},`,
    "} satisfies",
  );
}
spawnSync("npx", ["--no-install", "oxfmt", "shared/src/items", "server/src/cases/handlers"], { stdio: "ignore" });
const lock = spawnSync("npx", ["--no-install", "tsx", "scripts/items-lock.ts", "--write"], { stdio: "inherit" });
if (lock.status !== 0) process.exit(1);
console.log(`写好了。请改：${itemFile} 和它的测试${instant ? `，以及 server/src/cases/handlers/${code}.ts 和它的测试` : ""}。
改好后运行：npm run items:lock && npm test -- ${code}`);
