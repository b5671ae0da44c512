import { citizenLookups, lookupFiles, paymentFilterInput } from "@wsi/shared/contract";
import { IdNumber, Mobile, monthOf } from "@wsi/shared/values";
import { beijingDay } from "@wsi/shared/case";
import { safeParse } from "valibot";
import type { Door } from "../../http/door.ts";
import { perMinute } from "../../http/limit.ts";
import {
  authorityOf,
  explainMonth,
  paymentRecords,
  paymentSheet,
  presentHistory,
  presentOverview,
} from "../../insurance/index.ts";
import { isRefusal, refuse } from "../../refusal.ts";
import { lookAtPerson, lookFor, sourceOf } from "./rights.ts";
import { nextItems } from "./next.ts";
import type { ApiParts } from "../parts.ts";
import { sendSheet } from "../sheet.ts";

const often = perMinute("lookups", 120);

/** A person's own lookups, for themselves or for who is let look. */
export function personLookupRoutes(door: Door, parts: ApiParts): void {
  const { core } = parts;

  door.serve(
    citizenLookups.overview,
    { who: "person", audit: "lookups.overview", limit: often },
    async ({ actor, input, tx, now, about }) => {
      const right = await lookAtPerson({ tx, actor, now }, input, "看了社保总览");
      if (isRefusal(right)) return right;
      about("person", right.personId);
      const seen = await presentOverview(core, tx, right.personId, beijingDay(now));
      const running = seen.insured.length > 0 || seen.retired;
      return {
        ...(await sourceOf("both", tx, now)),
        ...seen,
        next: nextItems(right.capacity, [
          ...(seen.due?.overdue ? ["arrears" as const] : []),
          ...(!running && seen.last ? ["paused" as const] : []),
          ...(seen.gaps.length > 0 && !seen.retired ? ["gap" as const] : []),
          ...(seen.months.length > 0 ? ["proof" as const] : []),
        ]),
      };
    },
  );

  door.serve(
    citizenLookups.paymentHistory,
    { who: "person", audit: "payments.view", limit: often },
    async ({ actor, input, tx, now, about }) => {
      const seen = await lookFor(parts, { tx, actor, now }, input, "看了缴费记录");
      if (isRefusal(seen)) return seen;
      about("person", seen.personId);
      const history = await presentHistory(seen.core, tx, seen.personId, beijingDay(now), input);
      return {
        ...(await sourceOf("both", tx, now)),
        ...history,
        next: nextItems(seen.right.capacity, [...(history.sums.gaps > 0 ? ["gap" as const] : []), "proof"]),
      };
    },
  );

  door.serveRaw(
    "GET",
    lookupFiles.payments,
    { who: "person", audit: "payments.export", limit: perMinute("payments.sheet", 30) },
    async (ctx, { actor, tx, now, about }) => {
      const input = safeParse(paymentFilterInput, { ...ctx.query });
      if (!input.success) return refuse("bad-input", "筛选条件不对，请重新选择后再导出");
      const seen = await lookFor(parts, { tx, actor, now }, input.output, "导出了缴费记录");
      if (isRefusal(seen)) return seen;
      about("person", seen.personId);
      const today = beijingDay(now);
      const { matching } = await paymentRecords(seen.core, tx, seen.personId, today, input.output);
      const { name } = await core.getPerson(tx, seen.personId);
      const lines = matching.map((line) => ({ ...line, authority: authorityOf(line.scheme) }));
      return { bytes: await paymentSheet({ name, asOf: today }, lines), name: `payments-${today}.xlsx` };
    },
    sendSheet,
  );

  door.serve(
    citizenLookups.explainMonth,
    { who: "person", audit: "payments.explain", limit: often },
    async ({ actor, input, tx, now, about }) => {
      const seen = await lookFor(parts, { tx, actor, now }, input, `看了 ${input.month} 的缴费明细`);
      if (isRefusal(seen)) return seen;
      about("person", seen.personId);
      const lines = await explainMonth(tx, seen.personId, input.month, seen.core.payments);
      return {
        ...(await sourceOf("both", tx, now)),
        month: input.month,
        lines: lines.map((line) => ({ ...line, authority: authorityOf(line.scheme) })),
      };
    },
  );

  door.serve(
    citizenLookups.personalAccount,
    { who: "person", audit: "lookups.account", limit: often },
    async ({ actor, input, tx, now, about }) => {
      const right = await lookAtPerson({ tx, actor, now }, input, "看了个人账户");
      if (isRefusal(right)) return right;
      about("person", right.personId);
      const { years, total } = await core.personalAccount(tx, right.personId, beijingDay(now));
      return { ...(await sourceOf("hrss", tx, now)), years, total };
    },
  );

  door.serve(
    citizenLookups.arrears,
    { who: "person", audit: "lookups.arrears", limit: often },
    async ({ actor, input, tx, now, about }) => {
      const right = await lookAtPerson({ tx, actor, now }, input, "看了欠费");
      if (isRefusal(right)) return right;
      about("person", right.personId);
      const { lines, total, lateFees } = await core.openLines(tx, { personId: right.personId }, beijingDay(now));
      return {
        ...(await sourceOf("both", tx, now)),
        lines: lines.map(
          ({ month, scheme, base, unit, person, status, figures, note, authority, payBy, lateFee, order }) => ({
            month,
            scheme,
            base,
            unit,
            person,
            status,
            figures,
            ...(note === undefined ? {} : { note }),
            authority,
            payBy,
            lateFee,
            ...(order === undefined ? {} : { order }),
          }),
        ),
        total,
        lateFees,
        next: lines.length > 0 ? nextItems(right.capacity, ["arrears"]) : [],
      };
    },
  );

  door.serve(
    citizenLookups.tiers,
    { who: "person", audit: "lookups.tiers", limit: often },
    async ({ actor, input, tx, now, about }) => {
      const right = await lookAtPerson({ tx, actor, now }, input, "看了缴费档次");
      if (isRefusal(right)) return right;
      about("person", right.personId);
      return { ...(await sourceOf("hrss", tx, now)), spells: await core.tierHistory(tx, right.personId) };
    },
  );

  door.serve(
    citizenLookups.benefits,
    { who: "person", audit: "lookups.benefits", limit: often },
    async ({ actor, input, tx, now, about }) => {
      const right = await lookAtPerson({ tx, actor, now }, input, "看了待遇");
      if (isRefusal(right)) return right;
      about("person", right.personId);
      const today = beijingDay(now);
      const found = await core.benefits(tx, right.personId, today);
      return {
        ...(await sourceOf("hrss", tx, now)),
        benefits: found.map(({ authority: _authority, asOf: _asOf, ...one }) => ({
          ...one,
          running: one.to === undefined || one.to >= monthOf(today),
        })),
      };
    },
  );

  door.serve(
    citizenLookups.registeredInfo,
    { who: "person", audit: "lookups.registered", limit: often },
    async ({ actor, input, tx, now, about }) => {
      const right = await lookAtPerson({ tx, actor, now }, input, "看了登记信息");
      if (isRefusal(right)) return right;
      about("person", right.personId);
      const { name, idNumber } = await core.getPerson(tx, right.personId);
      const info = await core.personInfo(tx, right.personId);
      return {
        ...(await sourceOf("both", tx, now)),
        name,
        idNumber: IdNumber.mask(idNumber),
        mobile: info.mobile === null ? null : Mobile.mask(info.mobile),
        email: info.email === null ? null : info.email.replace(/^(.).*(?=@)/, "$1***"),
        // Where somebody lives is theirs alone.
        address: right.capacity === "self" ? info.address : null,
        household: info.household,
        education: info.education,
      };
    },
  );
}
