import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { field, sampleAnswer } from "../field/index.ts";
import { checkRow, matchHeads, repeated, sampleCell, wordsOf, type RollDefinition } from "./roll.ts";

const today = "2026-11-23";
const roll: RollDefinition = {
  code: "library-readers",
  item: "library-card",
  name: "读者证（批量）",
  consequences: [],
  title: "读者名单",
  advice: "一行一位读者。",
  columns: {
    name: field.personName({ label: "姓名" }),
    idNumber: field.idNumber({ label: "身份证号码" }),
    deposit: field.money({ label: "押金", min: 0, max: 50_000 }),
    since: field.date({ label: "办证日期", to: "today" }),
    kind: field.choice({ label: "证件种类", options: { adult: "成人证", child: "少儿证（14 岁以下）" } }),
    rooms: field.choices({ label: "阅览室", options: { a: "报刊", b: "古籍" }, optional: true }),
    local: field.yesNo({ label: "本市居住", optional: true }),
  },
  unique: "idNumber",
};
const idNumber = sampleAnswer(field.idNumber({ label: "" }), 3, today) as string;
const good = {
  name: "张示例",
  idNumber,
  deposit: "1,00.50 元",
  since: "2026-11-03",
  kind: "少儿证",
  rooms: "古籍，报刊",
  local: "是",
};

describe("a row of a roll", () => {
  it("is read in the words people write", () => {
    expect(checkRow(roll, good, today)).toEqual({
      ok: true,
      values: {
        name: "张示例",
        idNumber,
        deposit: 10_050,
        since: "2026-11-03",
        kind: "child",
        rooms: ["a", "b"],
        local: true,
      },
    });
  });

  it("lists every wrong cell by its column, each with its remedy", () => {
    const checked = checkRow(
      roll,
      {
        ...good,
        idNumber: { lossy: "990101199001010000" },
        deposit: "-5",
        kind: "老年证",
        since: "2030-01-01",
        name: "",
      },
      today,
    );
    expect(checked).toMatchObject({
      ok: false,
      problems: {
        name: "请填写「姓名」",
        idNumber: expect.stringContaining("设为「文本」"),
        deposit: expect.stringContaining("金额不对"),
        kind: expect.stringContaining("下拉列表"),
        since: expect.stringContaining("不能晚于"),
      },
    });
  });

  it("leaves out what may be empty", () => {
    const { rooms: _rooms, local: _local, ...rest } = good;
    expect(checkRow(roll, { ...rest, rooms: "" }, today)).toMatchObject({ ok: true });
  });

  it("takes back what the template gives as an example", () => {
    const cells = Object.fromEntries(
      Object.entries(roll.columns).map(([key, asked]) => [key, sampleCell(asked, today)]),
    );
    expect(checkRow(roll, cells, today)).toMatchObject({ ok: true });
    expect(wordsOf(field.yesNo({ label: "" }))).toEqual(["是", "否"]);
  });

  it("never throws, whatever stands in the cells", () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string().map((lossy) => ({ lossy })),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(roll.columns)), cell), (cells) => {
        const checked = checkRow(roll, cells, today);
        if (!checked.ok) for (const why of Object.values(checked.problems)) expect(why).not.toBe("");
      }),
    );
  });
});

describe("the heads of a roll", () => {
  it("may stand in any order, with others beside them", () => {
    const heads = ["备注", "本市居住", "证件种类", "办证日期", "押金", "身份证号码", "姓名"];
    expect(matchHeads(roll, heads)).toEqual({
      ok: true,
      at: { local: 1, kind: 2, since: 3, deposit: 4, idNumber: 5, name: 6 },
    });
  });
  it("are refused when one is missing or stands twice", () => {
    const answer = matchHeads(roll, ["姓名", "姓名", "身份证号码", "押金", "办证日期"]);
    expect(answer).toMatchObject({ ok: false });
    if (!answer.ok) expect(answer.problems.join()).toMatch(/姓名.*2 次.*证件种类/);
  });
});

describe("rows that repeat each other", () => {
  it("are told with the row they repeat", () => {
    expect(repeated(roll, [{ idNumber: "a" }, { idNumber: "b" }, {}, { idNumber: "a" }])).toEqual(new Map([[3, 0]]));
  });
});
