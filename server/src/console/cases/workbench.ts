import { reviewFiles, reviewRoutes as r } from "@wsi/shared/contract";
import { addDays } from "@wsi/shared/values";
import type { StaffActor } from "../../actor.ts";
import { absent, findCase, workbench as w } from "../../cases/index.ts";
import type { Tx } from "../../db.ts";
import type { Door } from "../../http/door.ts";
import { perMinute } from "../../http/limit.ts";
import { isRefusal, refuse, type Refusal } from "../../refusal.ts";
import { countReviews, rollDeeds } from "../../rolls/index.ts";
import type { ConsoleParts } from "../parts.ts";

const who = { staff: ["reviewer", "supervisor"] } as const;
const supervisors = { staff: ["supervisor"] } as const;
const readerOf = (actor: StaffActor) => ({ id: actor.staffId, supervisor: actor.roles.includes("supervisor") });
const byOf = (actor: StaffActor) =>
  ({ role: actor.roles.includes("supervisor") ? "supervisor" : "reviewer", id: actor.staffId }) as const;

/** The reviewers' workbench: the list, whose a case is, what two must agree on, wordings, figures. */
export function workbenchRoutes(door: Door, parts: ConsoleParts): void {
  /** What one act changed is answered as the bench anew. */
  const then = async (tx: Tx, done: Refusal | undefined, id: string, me: string, now: Date) => {
    if (isRefusal(done)) return done;
    const kase = await findCase(tx, id);
    return kase && kase.state !== "draft" ? w.presentBench(parts, tx, kase, me, now) : absent();
  };

  door.serve(r.list, { who, audit: "staff.work.list" }, ({ input, actor, tx, now, detail }) => {
    const { free, ...asked } = input;
    detail({ queue: input.queue, item: input.item ?? "", byNumber: input.number !== undefined });
    return w.listWork(parts, tx, actor.staffId, { ...asked, free: free === "true" }, now);
  });
  door.serve(r.counts, { who, audit: "staff.work.counts" }, async ({ actor, tx, now }) => ({
    ...(await w.countWork(tx, actor.staffId, now)),
    rolls: await countReviews(tx, now),
  }));
  door.serve(r.keepFilter, { who, audit: "staff.work.filter" }, ({ input, actor, tx, now }) =>
    w.keepFilter(tx, actor.staffId, input, now),
  );
  door.serve(r.next, { who, audit: "staff.work.next" }, async ({ input, actor, tx, now, about }) => {
    const id = await w.claimNext(tx, actor.staffId, input, now);
    if (isRefusal(id)) return id;
    if (id !== null) about("case", id);
    return { id };
  });
  door.serve(r.view, { who, audit: "staff.work.view" }, ({ input, actor, tx, now, about }) => {
    about("case", input.id);
    return then(tx, undefined, input.id, actor.staffId, now);
  });
  door.serve(r.claim, { who, audit: "staff.work.claim" }, async ({ input, actor, tx, now, about }) => {
    about("case", input.id);
    return then(tx, await w.claim(tx, input.id, actor.staffId, now), input.id, actor.staffId, now);
  });
  door.serve(r.alive, { who, audit: "staff.work.alive" }, async ({ input, actor, tx, now, about }) => {
    about("case", input.id);
    const until = await w.alive(tx, input.id, actor.staffId, now);
    return isRefusal(until) ? until : { until: until.toISOString() };
  });
  door.serve(r.release, { who, audit: "staff.work.release" }, async ({ input, actor, tx, now, about }) => {
    about("case", input.id);
    return then(tx, await w.release(tx, input.id, actor.staffId, now), input.id, actor.staffId, now);
  });
  door.serve(r.colleagues, { who: supervisors, audit: "staff.work.colleagues" }, ({ tx, now }) =>
    w.colleagues(tx, now),
  );
  door.serve(
    r.assign,
    { who: supervisors, audit: "staff.work.assign" },
    async ({ input, actor, tx, now, about, detail }) => {
      about("case", input.id);
      detail({ to: input.to });
      const given = { to: input.to, by: actor.staffId };
      return then(tx, await w.assign(tx, input.id, given, now), input.id, actor.staffId, now);
    },
  );
  door.serve(r.propose, { who, audit: "staff.work.propose" }, async ({ input, actor, tx, now, about, detail }) => {
    about("case", input.id);
    detail({ as: input.as });
    return then(tx, await w.propose(parts, tx, byOf(actor), input, now), input.id, actor.staffId, now);
  });
  door.serve(r.sendBack, { who, audit: "staff.work.send-back" }, async ({ input, actor, tx, now, about }) => {
    about("case", input.id);
    return then(tx, await w.sendBack(tx, byOf(actor), input, now), input.id, actor.staffId, now);
  });
  door.serve(r.askConsent, { who, audit: "staff.work.ask-consent" }, async ({ input, actor, tx, now, about }) => {
    about("case", input.id);
    return then(tx, await w.askConsent(tx, actor.staffId, input, now), input.id, actor.staffId, now);
  });
  door.serve(
    r.answerConsent,
    { who: supervisors, audit: "staff.work.answer-consent" },
    async ({ input, actor, tx, now, about, detail }) => {
      about("case", input.id);
      detail({ agree: input.agree });
      return then(tx, await w.answerConsent(tx, actor.staffId, input, now), input.id, actor.staffId, now);
    },
  );
  door.serve(r.explain, { who, audit: "staff.work.explain" }, async ({ input, actor, tx, now, about }) => {
    about("case", input.id);
    return then(tx, await w.explain(tx, byOf(actor), input, now), input.id, actor.staffId, now);
  });
  door.serve(r.check, { who, audit: "staff.work.check" }, async ({ input, actor, tx, now, about, detail }) => {
    about("case", input.id);
    detail({ fine: input.fine });
    return then(tx, await w.closeCheck(tx, actor.staffId, input, now), input.id, actor.staffId, now);
  });
  phraseRoutes(door);
  statisticsRoutes(door);
}

function phraseRoutes(door: Door): void {
  door.serve(r.phrases, { who, audit: "staff.work.phrases" }, ({ input, actor, tx }) =>
    w.listPhrases(tx, readerOf(actor), input.item),
  );
  door.serve(r.addPhrase, { who, audit: "staff.work.phrase.add" }, ({ input, actor, tx, now, detail }) => {
    detail({ kind: input.kind, shared: input.shared });
    return w.addPhrase(tx, readerOf(actor), input, now);
  });
  door.serve(r.removePhrase, { who, audit: "staff.work.phrase.remove" }, async ({ input, actor, tx, about }) => {
    about("phrase", input.id);
    return (await w.removePhrase(tx, readerOf(actor), input.id)) ?? { done: true as const };
  });
}

const longestDays = 366;
const badSpan = (from: string, to: string): Refusal | undefined =>
  from > to
    ? refuse("bad-input", "开始日期不能晚于结束日期")
    : addDays(from, longestDays) < to
      ? refuse("bad-input", "一次最多看一年，请缩短日期")
      : undefined;

function statisticsRoutes(door: Door): void {
  door.serve(r.statistics, { who, audit: "staff.work.statistics" }, async ({ input, actor, tx, detail }) => {
    detail({ from: input.from, to: input.to });
    return badSpan(input.from, input.to) ?? w.reviewStatistics(tx, readerOf(actor), input, [rollDeeds]);
  });
  door.serveRaw(
    "GET",
    reviewFiles.statistics,
    { who: supervisors, audit: "staff.work.statistics.export", limit: perMinute("work-statistics", 20) },
    async (ctx, { actor, tx, detail }) => {
      const [from, to] = [String(ctx.query["from"]), String(ctx.query["to"])];
      const wrong = [from, to].some((day) => !/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day)));
      if (wrong) return refuse("bad-input", "日期不对，请重新选择");
      const bad = badSpan(from, to);
      if (bad) return bad;
      detail({ from, to });
      const figures = await w.reviewStatistics(tx, readerOf(actor), { from, to }, [rollDeeds]);
      return { bytes: await w.statisticsXlsx(figures), name: `review-${from}-${to}.xlsx` };
    },
    (ctx, { bytes, name }: { bytes: Buffer; name: string }) => {
      ctx.type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      ctx.set("Content-Disposition", `attachment; filename="${name}"`);
      ctx.set("Cache-Control", "private, no-store");
      ctx.body = bytes;
    },
  );
}
