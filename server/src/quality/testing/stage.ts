/** Quality scoring for tests: a desk with an agent and two supervisors, talks that end, the draw of the next morning, and marks. */
import { beijingDay, beijingInstant } from "@wsi/shared/case";
import type { QualityCheck } from "@wsi/shared/contract";
import { pointsOf, type Marks } from "@wsi/shared/quality";
import { addDays } from "@wsi/shared/values";
import { close, rate } from "../../desk/index.ts";
import { masked } from "../../desk/testing/people.ts";
import { startStage, type Stage } from "../../desk/testing/stage.ts";
import { isRefusal, type Refusal } from "../../refusal.ts";
import { drawDue, handIn, keepSettings, viewCheck } from "../index.ts";
import { readRubric } from "../rubrics.ts";

export interface QualityStage {
  desk: Stage;
  agent: string;
  boss: string;
  other: string;
  /** A talk served by the agent and closed: its id. */
  ended(identity: string, words?: string, agent?: string): Promise<string>;
  marked(identity: string, level: number): Promise<unknown>;
  /** Goes on to a quarter past six of the next day, or of so many days later, and draws. */
  draw(days?: number): Promise<number>;
  /** The check of a talk. */
  of(talk: string): Promise<{ id: string; drawn: boolean; because: string[]; twice: boolean } | undefined>;
  view(id: string, me: string, own?: boolean): Promise<QualityCheck>;
  /** Everything in full, but for these points; those that lose something say why. */
  marks(points?: Record<string, number | null>, over?: Partial<Marks>): Promise<Marks>;
  hand(id: string, staffId: string, marks: Marks, key?: string): Promise<{ id: string } | Refusal>;
}

export async function startQuality(settings: { perAgent?: number; twicePercent?: number } = {}): Promise<QualityStage> {
  const desk = await startStage();
  const agent = await desk.ready("王芳");
  const boss = await desk.staff("朱主管", "supervisor");
  const other = await desk.staff("杜主管", "supervisor");
  const wish = { perAgent: 2, twicePercent: 0, appealDays: 5, ...settings };
  await desk.run((tx) => keepSettings(tx, wish, boss, desk.now()));
  const stage: QualityStage = {
    desk,
    agent,
    boss,
    other,
    async ended(identity, words = "断缴了怎么补", by = agent) {
      const id = await desk.served(identity, by, "mini");
      await desk.says(id, words);
      await desk.answers(id, by, "您好，可以在小程序里补缴。");
      await desk.run((tx) => close(tx, { id, staffId: by, summary: "补缴", tags: [] }, desk.now()));
      return id;
    },
    marked: (identity, level) =>
      desk.run((tx) => rate(tx, desk.roster, { identity, conversationId: null, level }, desk.now())),
    async draw(days = 1) {
      const at = beijingInstant(addDays(beijingDay(desk.now()), days), "06:15");
      desk.wait((at.getTime() - desk.now().getTime()) / 60_000);
      return desk.run((tx) => drawDue(tx, desk.now()));
    },
    of: (talk) =>
      desk.database.db
        .selectFrom("quality_checks")
        .select(["id", "drawn", "because", "twice"])
        .where("conversation_id", "=", talk)
        .executeTakeFirst(),
    async view(id, me, own = false) {
      const view = await desk.run((tx) => viewCheck(tx, masked, { id, me, own }, desk.now()));
      if (isRefusal(view)) throw new Error(view.body.message);
      return view;
    },
    async marks(points = {}, over = {}) {
      const rubric = await desk.run((tx) => readRubric(tx, 1));
      return {
        points: pointsOf(rubric).map(({ id, most }) => {
          const given = points[id] === undefined ? most : points[id];
          return { id, points: given, quote: null, comment: given === most ? "" : "看第二句" };
        }),
        criticals: [],
        comment: "",
        ...over,
      };
    },
    hand: (id, staffId, marks, key = crypto.randomUUID()) =>
      desk.run((tx) => handIn(tx, { id, staffId, key, marks }, desk.now())),
  };
  // The seed of the first day is thrown in its morning, before there is any talk.
  await desk.run((tx) => drawDue(tx, desk.now()));
  return stage;
}
