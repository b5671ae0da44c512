import readWorkbook from "read-excel-file/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { masked } from "../desk/testing/people.ts";
import { appeal, decideAppeal, printQuality, qualityReport } from "./index.ts";
import { startQuality, type QualityStage } from "./testing/stage.ts";

let stage: QualityStage;
const span = { from: "2026-03-01", to: "2026-03-31" };
const report = (asked = span) => stage.desk.run((tx) => qualityReport(tx, masked, asked));
const checkOf = async (talk: string) => (await stage.of(talk))?.id ?? "";

beforeEach(async () => {
  stage = await startQuality({ twicePercent: 100, perAgent: 1 });
});
afterEach(() => stage.desk.end());

describe("the figures of a span", () => {
  it("mean the talks that were drawn; what was looked at for a reason stands beside them", async () => {
    const drawn = await stage.ended("drawn");
    await stage.draw();
    const bad = [await stage.ended("bad1", "我要投诉你们"), await stage.ended("bad2", "我要投诉你们")];
    await stage.draw();
    await stage.hand(await checkOf(drawn), stage.boss, await stage.marks({ heard: 0 }));
    // One of the two was drawn as well: then it is an ordinary talk, too.
    const only = (await Promise.all(bad.map((talk) => stage.of(talk)))).find((one) => one?.drawn === false);
    const rude = { criticals: [{ id: "rude", quote: null, comment: "骂人" }] };
    await stage.hand(only?.id ?? "", stage.boss, await stage.marks({}, rude));
    const { figures } = await report();
    const means = { drawn: 1, average: 850, others: 1, othersAverage: 0, criticals: 1 };
    expect(figures.whole).toEqual(means);
    expect(figures.agents).toEqual([{ id: stage.agent, name: "王芳", ...means, appeals: 0, changed: 0 }]);
    expect(figures.groups).toEqual([{ name: "没有分组", ...means }]);
    expect(figures.criticals).toEqual([{ name: "言语粗鲁", count: 1 }]);
    expect(figures.points[0]).toEqual({ section: "沟通", name: "听懂问题", given: 0, judged: 1 });
    expect(figures.sections[0]).toEqual({ name: "沟通", given: 400, judged: 2 });
    expect((await report({ from: "2026-03-04", to: "2026-03-31" })).figures.whole.drawn).toBe(0);
  });

  it("count what an appeal made of a score, while the agreement stays as the two gave it", async () => {
    const talk = await stage.ended("p1");
    await stage.draw();
    const id = await checkOf(talk);
    await stage.hand(id, stage.boss, await stage.marks({ heard: 5 }));
    await stage.hand(id, stage.other, await stage.marks());
    await stage.desk.run((tx) => appeal(tx, { id, staffId: stage.agent, reason: "请复核" }, stage.desk.now()));
    const marks = await stage.marks();
    await stage.desk.run((tx) =>
      decideAppeal(tx, { id, staffId: stage.other, outcome: "changed", reason: "有道理", marks }, stage.desk.now()),
    );
    const { figures } = await report();
    expect(figures.whole.average).toBe(1000);
    expect(figures.appeals).toEqual({ made: 1, upheld: 0, changed: 1 });
    expect(figures.agreement).toMatchObject({ pairs: 1, alike: 6, judged: 7, apart: 100, verdictsApart: 0 });
    expect(figures.agreement.points[0]).toEqual({ name: "听懂问题", alike: 0, judged: 1 });
  });

  it("go into a workbook of six sheets without a citizen's name, its words never a formula", async () => {
    const talk = await stage.ended("p1");
    await stage.draw();
    await stage.hand(await checkOf(talk), stage.boss, await stage.marks({ heard: 5 }, { comment: "=1+1 不错" }));
    const sheets = await readWorkbook(await printQuality(await report()));
    expect(sheets.map((one) => one.sheet)).toEqual(["汇总", "按坐席", "按组", "按评分点", "校准", "明细"]);
    expect(sheets[1]?.data[1]?.slice(0, 3)).toEqual(["王芳", 1, 90]);
    expect(sheets[5]?.data[1]?.slice(0, 5)).toEqual(["2026-03-02", "王芳", "没有分组", "随机抽中", "90"]);
    expect(sheets[5]?.data[1]?.[8]).toBe("=1+1 不错");
  });

  it("are nothing, not nought, of an empty span", async () => {
    const { figures } = await report();
    expect(figures).toMatchObject({
      whole: { drawn: 0, average: null, others: 0, othersAverage: null, criticals: 0 },
      agents: [],
      points: [],
      agreement: { pairs: 0, apart: null },
    });
    expect((await readWorkbook(await printQuality(await report())))[0]?.data[2]).toEqual(["随机抽中", 0]);
  });
});
