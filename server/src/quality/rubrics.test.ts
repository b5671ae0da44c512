import { quality } from "@wsi/shared/contract";
import type { Rubric } from "@wsi/shared/quality";
import { rubricProblems } from "@wsi/shared/quality";
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { messageOf } from "../desk/testing/stage.ts";
import { dropRubric, keepRubric, publishRubric, rubricInForce, viewRubrics } from "./index.ts";
import { startQuality, type QualityStage } from "./testing/stage.ts";

let stage: QualityStage;
beforeEach(async () => {
  stage = await startQuality();
});
afterEach(() => stage.desk.end());

const view = () => stage.desk.run((tx) => viewRubrics(tx, stage.desk.now()));
const inForce = async (): Promise<Rubric> => {
  const { sections, criticals } = await stage.desk.run((tx) => rubricInForce(tx, stage.desk.now()));
  return { sections, criticals };
};
const keep = (body: Rubric, revision: number, staffId = stage.boss) =>
  stage.desk.run((tx) => keepRubric(tx, { body, revision, staffId }, stage.desk.now()));
const publish = (revision: number, from: Date | null = null) =>
  stage.desk.run((tx) => publishRubric(tx, { revision, note: "重排", from, staffId: stage.boss }, stage.desk.now()));

describe("the rubric that came with the release", () => {
  it("is one that its own editor would let through, and comes to a hundred", async () => {
    const body = await inForce();
    expect(rubricProblems(body)).toEqual([]);
    expect(v.safeParse(quality.keepRubric.input, { body, revision: 0 }).issues).toBeUndefined();
    expect(body.sections.flatMap((one) => one.points).reduce((sum, one) => sum + one.most, 0)).toBe(100);
  });
});

describe("a new version", () => {
  it("is written as a draft by one after the other, never over what one has not seen", async () => {
    const body = await inForce();
    expect(await keep(body, 0)).toBe(true);
    expect(messageOf(await keep(body, 0, stage.other))).toBe("朱主管刚改过草稿，请刷新后在新的上面改");
    expect(await keep({ ...body, criticals: [] }, 1, stage.other)).toBe(true);
    expect((await view()).draft).toMatchObject({ revision: 2, by: "杜主管", basedOn: 1 });
    expect(await stage.desk.run((tx) => dropRubric(tx, 2))).toBe(true);
    expect((await view()).draft).toBeNull();
    expect(messageOf(await publish(2))).toContain("草稿已经发布或丢弃");
  });

  it("counts from its moment on; a talk is scored by the one in force when it ended", async () => {
    const body = await inForce();
    const before = await stage.ended("before");
    await keep({ ...body, criticals: [] }, 0);
    expect(await publish(1, new Date("2026-03-03T00:00:00+08:00"))).toEqual({ version: 2 });
    expect((await view()).inForce).toBe(1);
    await stage.draw();
    expect((await view()).inForce).toBe(2);
    const after = await stage.ended("after");
    await stage.draw();
    const versionOf = async (talk: string) =>
      (await stage.view((await stage.of(talk))?.id ?? "", stage.boss)).rubric.version;
    expect(await versionOf(before)).toBe(1);
    expect(await versionOf(after)).toBe(2);
  });

  it("cannot begin in the past, nor before one that is still to come, nor with gaps; an old one never changes", async () => {
    const body = await inForce();
    await keep(body, 0);
    expect(messageOf(await publish(1, new Date("2026-03-01T00:00:00+08:00")))).toContain("不能早于现在");
    await publish(1, new Date("2026-04-01T00:00:00+08:00"));
    await keep(body, 0);
    expect(messageOf(await publish(1))).toContain("第 2 版还没有生效");
    await keep({ ...body, sections: [] }, 1);
    expect(messageOf(await publish(2, new Date("2026-05-01T00:00:00+08:00")))).toBe("至少要有一个评分点是每次都要评的");
    await expect(stage.desk.database.db.updateTable("quality_rubrics").set({ note: "改过" }).execute()).rejects.toThrow(
      "only ever added to",
    );
  });
});
