import { beijingDay } from "@wsi/shared/case";
import { citizen, citizenFiles, readForWhom } from "@wsi/shared/contract";
import {
  absent,
  askCorrection,
  findVisible,
  listCases,
  openCase,
  presentCards,
  presentCase,
  preview,
  rate,
  receiptPdf,
  resubmit,
  saveAnswers,
  submit,
  withdraw,
  type Case,
} from "../cases/index.ts";
import type { Tx } from "../db.ts";
import { rightFor } from "../delegation/index.ts";
import type { Door } from "../http/door.ts";
import { perMinute } from "../http/limit.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import type { ApiParts } from "./parts.ts";

/** Cases of the person, in their name and by them for others: open, save, confirm, follow, rate. */
export function caseRoutes(door: Door, parts: ApiParts): void {
  const present = async (tx: Tx, kase: Case | Refusal, viewerId: string, now: Date) =>
    isRefusal(kase) ? kase : presentCase(parts, tx, kase, viewerId, now);

  door.serve(citizen.cases, { who: "person", audit: "case.list" }, async ({ actor, tx, now }) =>
    presentCards(parts, tx, await listCases(tx, actor.personId, now), actor.personId),
  );

  door.serve(
    citizen.openCase,
    { who: "person", audit: "case.open", limit: perMinute("open-case", 30) },
    async ({ actor, input, tx, now, about, detail }) => {
      const whom = readForWhom(input.for);
      const right = await rightFor(tx, actor.personId, whom, { item: input.item }, beijingDay(now));
      if (isRefusal(right)) return right;
      const kase = await openCase(parts, tx, right, input.item, input, now);
      if (!isRefusal(kase)) about("case", kase.id);
      detail({ capacity: right.capacity });
      return present(tx, kase, actor.personId, now);
    },
  );

  door.serve(citizen.case, { who: "person", audit: "case.view" }, async ({ actor, input, tx, now, about }) => {
    about("case", input.id);
    return present(tx, await findVisible(tx, input.id, actor.personId, now), actor.personId, now);
  });

  door.serve(
    citizen.saveAnswers,
    { who: "person", audit: "case.save", limit: perMinute("save-case", 120) },
    async ({ actor, input, tx, now, about }) => {
      about("case", input.id);
      return present(tx, await saveAnswers(tx, actor.personId, input, now), actor.personId, now);
    },
  );

  door.serve(citizen.preview, { who: "person", audit: "case.preview" }, async ({ actor, input, tx, now, about }) => {
    about("case", input.id);
    return preview(parts, tx, actor.personId, input, now);
  });

  door.serve(
    citizen.actOnCase,
    { who: "person", audit: "case.act", limit: perMinute("act-on-case", 30) },
    async ({ actor, input, tx, now, about, detail }) => {
      about("case", input.id);
      detail({ action: input.action });
      switch (input.action) {
        case "submit":
          return present(tx, await submit(parts, tx, actor.personId, input, now), actor.personId, now);
        case "resubmit":
          return present(tx, await resubmit(parts, tx, actor.personId, input, now), actor.personId, now);
        case "withdraw":
          return present(tx, await withdraw(tx, actor.personId, input, now), actor.personId, now);
      }
    },
  );

  door.serve(
    citizen.askCorrection,
    { who: "person", audit: "case.ask-correction", limit: perMinute("ask-correction", 10) },
    async ({ actor, input, tx, now, about, detail }) => {
      about("case", input.id);
      detail({ field: input.field });
      return present(tx, await askCorrection(parts, tx, actor.personId, input, now), actor.personId, now);
    },
  );
  door.serve(citizen.rateCase, { who: "person", audit: "case.rate" }, async ({ actor, input, tx, now, about }) => {
    about("case", input.id);
    return present(tx, await rate(tx, actor.personId, input, now), actor.personId, now);
  });

  door.serveRaw(
    "GET",
    citizenFiles.receipt,
    { who: "person", audit: "case.receipt", limit: perMinute("receipt", 20) },
    async (ctx, { actor, tx, now, about }) => {
      const id = String(ctx.params["id"]);
      about("case", id);
      const kase = /^[0-9a-f-]{36}$/.test(id) ? await findVisible(tx, id, actor.personId, now) : absent();
      if (isRefusal(kase)) return kase;
      if (kase.number === null) return refuse("conflict", "还没有提交的办件没有回执");
      return { pdf: await receiptPdf(parts, tx, kase, now), number: kase.number };
    },
    (ctx, { pdf, number }) => {
      ctx.type = "application/pdf";
      ctx.set("Content-Disposition", `inline; filename="${number}.pdf"`);
      ctx.set("Cache-Control", "private, no-store");
      ctx.body = pdf;
    },
  );
}
