import { beijingDay } from "@wsi/shared/case";
import { quality as r, qualityExport } from "@wsi/shared/contract";
import { addDays, daysBetween, isDay } from "@wsi/shared/values";
import type { Door } from "../../http/door.ts";
import { perMinute } from "../../http/limit.ts";
import {
  appeal,
  countQuality,
  decideAppeal,
  dropRubric,
  handIn,
  keepRubric,
  keepSettings,
  listChecks,
  listDraws,
  markSeen,
  ownQuality,
  printQuality,
  proveDraw,
  publishRubric,
  qualityReport,
  rubricInForce,
  saveDraft,
  viewCheck,
  viewRubrics,
  viewSettings,
} from "../../quality/index.ts";
import { isRefusal, refuse, type Refusal } from "../../refusal.ts";
import { agents, isSupervisor, supervisors, type DeskParts } from "./parts.ts";

/** A quarter of a year and its neighbour's days. */
const MOST_DAYS = 92;
/** The list of what was scored, when no days are asked for. */
const LAST_DAYS = 30;

type Days = { from: string; to: string };

function within({ from, to }: Days): Days | Refusal {
  if (to < from) return refuse("bad-input", "结束日期要在开始日期之后");
  if (daysBetween(from, to) >= MOST_DAYS) return refuse("bad-input", `一次最多看 ${MOST_DAYS} 天`);
  return { from, to };
}

/** Quality scoring 质检: supervisors score, decide and keep the rubric; whoever serves reads and appeals their own. Reading a talk is audited by its talk. */
export function qualityRoutes(door: Door, { people }: DeskParts): void {
  scoring(door, people);
  rules(door);
  own(door, people);
}

function scoring(door: Door, people: DeskParts["people"]): void {
  const who = supervisors;
  door.serve(r.checks, { who, audit: "staff.desk.quality.list" }, ({ input, actor, tx, now, detail }) => {
    const { list, to = beijingDay(now), from = addDays(to, -LAST_DAYS) } = input;
    detail({ list });
    return listChecks(tx, people, { list, me: actor.staffId, span: { from, to } }, now);
  });
  door.serve(r.check, { who, audit: "staff.desk.quality.view" }, async ({ input, actor, tx, now, about, detail }) => {
    const view = await viewCheck(tx, people, { id: input.id, me: actor.staffId, own: false }, now);
    if (isRefusal(view)) return view;
    about("conversation", view.card.conversationId);
    detail({ check: input.id });
    return view;
  });
  door.serve(r.saveDraft, { who, audit: "staff.desk.quality.draft" }, ({ input, actor, tx, now, about }) => {
    about("quality-check", input.id);
    return saveDraft(tx, { ...input, staffId: actor.staffId }, now);
  });
  door.serve(r.score, { who, audit: "staff.desk.quality.score" }, async ({ input, actor, tx, now, about }) => {
    about("quality-check", input.id);
    const done = await handIn(tx, { ...input, staffId: actor.staffId }, now);
    return isRefusal(done) ? done : viewCheck(tx, people, { id: input.id, me: actor.staffId, own: false }, now);
  });
  door.serve(
    r.decide,
    { who, audit: "staff.desk.quality.decide" },
    async ({ input, actor, tx, now, about, detail }) => {
      about("quality-check", input.id);
      detail({ outcome: input.outcome });
      const done = await decideAppeal(tx, { ...input, staffId: actor.staffId }, now);
      return isRefusal(done) ? done : viewCheck(tx, people, { id: input.id, me: actor.staffId, own: false }, now);
    },
  );
  door.serve(r.figures, { who, audit: "staff.desk.quality.figures" }, async ({ input, tx, detail }) => {
    const span = within(input);
    if (isRefusal(span)) return span;
    detail(span);
    return (await qualityReport(tx, people, span)).figures;
  });
  door.serveRaw(
    "GET",
    qualityExport,
    { who, audit: "staff.desk.quality.export", limit: perMinute("quality-export", 10) },
    async (ctx, { tx, detail }) => {
      const { from, to } = ctx.query;
      if (typeof from !== "string" || typeof to !== "string" || !isDay(from) || !isDay(to))
        return refuse("bad-input", "日期要写成 2026-01-31 这样，并且是真有的一天");
      const span = within({ from, to });
      if (isRefusal(span)) return span;
      detail(span);
      return qualityReport(tx, people, span);
    },
    async (ctx, report) => {
      ctx.type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      ctx.set("Content-Disposition", `attachment; filename="quality-${report.figures.from}-${report.figures.to}.xlsx"`);
      ctx.set("Cache-Control", "no-store");
      ctx.body = await printQuality(report);
    },
  );
}

/** The rubric, how much is drawn, and the proof of the draw. */
function rules(door: Door): void {
  const who = supervisors;
  door.serve(r.rubrics, { who, audit: "staff.desk.quality.rubrics" }, ({ tx, now }) => viewRubrics(tx, now));
  door.serve(r.keepRubric, { who, audit: "staff.desk.quality.rubric.draft" }, async ({ input, actor, tx, now }) => {
    const done = await keepRubric(tx, { ...input, staffId: actor.staffId }, now);
    return done !== true && isRefusal(done) ? done : viewRubrics(tx, now);
  });
  door.serve(r.dropRubric, { who, audit: "staff.desk.quality.rubric.drop" }, async ({ input, tx, now }) => {
    const done = await dropRubric(tx, input.revision);
    return done !== true && isRefusal(done) ? done : viewRubrics(tx, now);
  });
  door.serve(
    r.publishRubric,
    { who, audit: "staff.desk.quality.rubric.publish" },
    async ({ input, actor, tx, now, about }) => {
      const { from, ...given } = input;
      const publishing = { ...given, from: from === undefined ? null : new Date(from), staffId: actor.staffId };
      const done = await publishRubric(tx, publishing, now);
      if (isRefusal(done)) return done;
      about("rubric", String(done.version));
      return viewRubrics(tx, now);
    },
  );
  door.serve(r.settings, { who, audit: "staff.desk.quality.settings" }, ({ tx }) => viewSettings(tx));
  door.serve(
    r.keepSettings,
    { who, audit: "staff.desk.quality.settings.change" },
    async ({ input, actor, tx, now, detail }) => {
      detail({ ...input });
      await keepSettings(tx, input, actor.staffId, now);
      return viewSettings(tx);
    },
  );
  door.serve(r.draws, { who, audit: "staff.desk.quality.draws" }, ({ tx, now }) => listDraws(tx, now));
  door.serve(r.proof, { who, audit: "staff.desk.quality.proof" }, async ({ input, tx, detail }) => {
    detail({ day: input.day });
    return (await proveDraw(tx, input.day)) ?? refuse("not-found", "这一天还没有抽样");
  });
}

/** For everybody at the desk, of their own talks alone. */
function own(door: Door, people: DeskParts["people"]): void {
  const who = agents;
  door.serve(r.counts, { who, audit: "staff.desk.quality.counts" }, ({ actor, tx, now }) =>
    countQuality(tx, { me: actor.staffId, supervisor: isSupervisor(actor) }, now),
  );
  door.serve(r.rubric, { who, audit: "staff.desk.quality.rubric" }, ({ tx, now }) => rubricInForce(tx, now));
  door.serve(r.own, { who, audit: "staff.desk.quality.own" }, async ({ input, actor, tx, now }) => {
    const span = within(input);
    return isRefusal(span) ? span : ownQuality(tx, people, { me: actor.staffId, span }, now);
  });
  door.serve(r.ownCheck, { who, audit: "staff.desk.quality.own.view" }, async ({ input, actor, tx, now, about }) => {
    await markSeen(tx, { id: input.id, staffId: actor.staffId }, now);
    const view = await viewCheck(tx, people, { id: input.id, me: actor.staffId, own: true }, now);
    if (!isRefusal(view)) about("conversation", view.card.conversationId);
    return view;
  });
  door.serve(r.appeal, { who, audit: "staff.desk.quality.appeal" }, async ({ input, actor, tx, now, about }) => {
    about("quality-check", input.id);
    const done = await appeal(tx, { ...input, staffId: actor.staffId }, now);
    return isRefusal(done) ? done : viewCheck(tx, people, { id: input.id, me: actor.staffId, own: true }, now);
  });
}
