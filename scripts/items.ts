// `npm run items` says how many of the article's 20 services are walked end to end, and writes docs/ITEMS.md from the catalogue;
// with --check it only tells whether that file is stale.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ItemDefinition } from "@wsi/shared/item";
import { fieldsOf } from "@wsi/shared/item";
import { articleRows, items, type ArticleRow } from "@wsi/shared/items";

const root = new URL("..", import.meta.url);
const there = (path: string): boolean => existsSync(new URL(path, root));
/** The formatter pads tables: what is said counts, not how wide. */
const said = (text: string): string => text.replace(/ +/g, " ").replace(/-{3,}/g, "---");
export const isStale = (): boolean =>
  !there("docs/ITEMS.md") || said(readFileSync(itemsFile, "utf8")) !== said(itemsDocument());
const itemsFile = fileURLToPath(new URL("docs/ITEMS.md", root));

/** A row is walked when the end-to-end test has an entry for it; the test runs every entry, so a row that fails is red there. */
export function walkedRows(): ArticleRow[] {
  const walks = readFileSync(new URL("server/test/article-walks.ts", root), "utf8");
  const named = new Set([...walks.matchAll(/^ {2}(S\d+): \{/gm)].map(([, row]) => row));
  const codes = new Set(Object.keys(items));
  return (Object.keys(articleRows) as ArticleRow[]).filter((row) => named.has(row) && codes.has(articleRows[row].item));
}

const as = { self: "本人", employer: "单位", agent: "代办" } as const;
const risk = { low: "低", medium: "中", high: "高" } as const;
const trust = { law: "法律", official: "官方", news: "报道", weak: "待核", ours: "本系统" } as const;

const cell = (text: string): string => text.replaceAll("|", "／");
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;

function materialsOf({ materials }: ItemDefinition): string {
  const kinds = Object.values(materials);
  const many = (from: string, word: string) => {
    const of = kinds.filter((one) => one.from === from);
    const when = of.filter((one) => one.when).length;
    return of.length === 0 ? [] : [`${word} ${of.length}${when > 0 ? `（${when} 项看情况）` : ""}`];
  };
  return [...many("e-licence", "免交"), ...many("upload", "上传"), ...many("bring", "带去")].join("，") || "无";
}

function handlingOf(item: ItemDefinition): string {
  const machine = there(`server/src/cases/handlers/${item.code}.ts`)
    ? `[办理](../server/src/cases/handlers/${item.code}.ts)`
    : "人工";
  const people =
    item.handling === "instant"
      ? "即时"
      : `${item.autoDecide ? "秒办或审核" : "审核"}${item.risk === "high" ? "，两人" : ""}${item.coolOff ? `，冷静期 ${item.coolOff.hours} 小时` : ""}`;
  return `${people}，${machine}`;
}

function testsOf({ code }: ItemDefinition): string {
  const found = [
    [`shared/src/items/${code}.test.ts`, "例子"],
    [`server/src/cases/handlers/${code}.test.ts`, "台账"],
  ] as const;
  return found.flatMap(([path, word]) => (there(path) ? [`[${word}](../${path})`] : [])).join("，") || "目录测试";
}

function examplesOf({ code }: ItemDefinition): string {
  const path = new URL(`shared/src/items/${code}.test.ts`, root);
  if (!existsSync(path)) return "—";
  return `${[...readFileSync(path, "utf8").matchAll(/^\s*it(\.each)?\(/gm)].length} 组`;
}

function itemRow(item: ItemDefinition): string {
  const { guide, limits, refusals, consequences, basis } = item;
  const asked = Object.values(fieldsOf(item)).filter((one) => one.kind !== "material");
  const ready = asked.filter((one) => one.prefill !== undefined).length;
  const days = limits.promised === 0 ? "马上" : `${limits.promised} 天`;
  return row([
    `[${item.name}](../shared/src/items/${item.code}.ts)`,
    item.capacities.map((one) => as[one]).join("、"),
    `${guide.conditions.length} 条件，${guide.flow.length} 步，${guide.questions.length} 问，${days}${limits.statutory === undefined ? "" : `／法定 ${limits.statutory}`}`,
    `${asked.length} 问，${ready} 项自动带出`,
    materialsOf(item),
    `${refusals.length} 条不予受理，${consequences.length} 条后果；${[...new Set(basis.map((one) => trust[one.trust]))].join("、")}`,
    handlingOf(item),
    risk[item.risk],
    examplesOf(item),
    testsOf(item),
  ]);
}

function articleLine(code: ArticleRow, walked: ReadonlySet<ArticleRow>): string {
  const { hall, name, item, as: capacity } = articleRows[code];
  const definition = (items as Record<string, ItemDefinition>)[item];
  return row([code, hall, name, definition ? definition.name : "—", as[capacity], walked.has(code) ? "是" : "还没有"]);
}

/** docs/ITEMS.md, whole. */
export function itemsDocument(): string {
  const catalogue: ItemDefinition[] = Object.values(items);
  const rows = Object.keys(articleRows) as ArticleRow[];
  const walked = new Set(walkedRows());
  return `# 事项一览

由 \`npm run items\` 从事项目录生成，不要手改。${catalogue.length} 个事项。

${row(["事项", "谁能办", "指南", "表单", "材料", "规则和依据", "办理", "风险", "例子", "测试"])}
${row(Array.from({ length: 10 }, () => "---"))}
${catalogue.map(itemRow).join("\n")}

## 论文列出的 20 项

端到端测试（[article.test.ts](../server/src/api/article.test.ts)）通过接口从登录办到台账变更、办结、回执的，才算「走通」：${walked.size} / ${rows.length}。

${row(["编号", "大厅", "论文里的业务", "事项", "以谁的身份", "走通"])}
${row(Array.from({ length: 6 }, () => "---"))}
${rows.map((code) => articleLine(code, walked)).join("\n")}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const walked = walkedRows();
  const rows = Object.keys(articleRows) as ArticleRow[];
  const stale = isStale();
  if (process.argv.includes("--check")) {
    if (stale) {
      console.error("docs/ITEMS.md is stale: run `npm run items`");
      process.exit(1);
    }
  } else if (stale) {
    writeFileSync(itemsFile, itemsDocument());
    spawnSync("npx", ["--no-install", "oxfmt", itemsFile], { stdio: "ignore" });
  }
  const missing = rows.filter((one) => !walked.includes(one));
  console.log(
    `${walked.length} of the article's ${rows.length} services run end to end${missing.length > 0 ? `; not yet: ${missing.join(", ")}` : ""}`,
  );
}
