import { beijingDay } from "@wsi/shared/case";
import { schemeNames, type Scheme } from "@wsi/shared/insurance";
import { addMonths, Day, Money, Month, monthOf } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import { listOwn } from "../appointments/index.ts";
import { listCases, progressLines } from "../cases/index.ts";
import type { CoreInsurance, Payment } from "../ports/core-insurance.ts";
import { selfOf } from "../tools/index.ts";
import type { Personal } from "./context.ts";

const shownCases = 5;
/** Before it nobody has records here. */
const FIRST_MONTH = "1990-01";

/** What the bot may tell a bound person from their own records: no numbers of theirs, and a page that shows the rest. */
const months = (count: number): string =>
  count < 12 ? `${count} 个月` : `${Math.floor(count / 12)} 年${count % 12 > 0 ? `零 ${count % 12} 个月` : ""}`;
const schemes: readonly Scheme[] = ["pension", "medical", "unemployment", "work-injury", "maternity"];
/** Months that an employer owes are not the person's to pay, but theirs to know. */
function withEmployer(lines: readonly Payment[], seen: { open: string; label: string }) {
  const owed = [
    ...new Set(lines.filter((line) => isOwed(line) && line.through === "employer").map((line) => line.month)),
  ];
  if (owed.length === 0) return { text: "您没有欠费。", ...seen };
  const which = owed.toSorted().slice(0, 6).map(Month.print).join("、");
  return {
    text: `您自己没有欠费。单位还有 ${which}${owed.length > 6 ? ` 等 ${owed.length} 个月` : ""}没有到账，由单位缴，请问单位的社保经办人。`,
    open: "lookups/payments/index",
    label: "看缴费记录",
  };
}
const isOwed = (line: Payment): boolean => line.status === "assessed" || line.status === "arrears";
const theirs = (tx: Tx, core: CoreInsurance, personId: string, now: Date) =>
  core.payments(tx, personId, { from: FIRST_MONTH, to: monthOf(beijingDay(now)) });

export function personalRecords(core: CoreInsurance): Personal {
  return {
    async progress(tx, personId, now) {
      const cases = await listCases(tx, personId, now);
      const open = "cases/list/index";
      if (cases.length === 0)
        return {
          text: "您还没有办件。想办什么，打字告诉我，或者在「找事项」里选。",
          open: "pages/find/index",
          label: "找事项",
        };
      const lines = await progressLines({ core }, tx, cases.slice(0, shownCases), personId);
      const rest = cases.length > shownCases ? `\n还有 ${cases.length - shownCases} 件` : "";
      return {
        text: `您的办件：\n${lines.map((line) => `· ${line}`).join("\n")}${rest}`,
        open,
        label: "看详细进度",
      };
    },
    async payments(tx, personId, now) {
      const month = addMonths(monthOf(beijingDay(now)), -1);
      const lines = await core.payments(tx, personId, { from: month, to: month });
      const seen = { open: "lookups/payments/index", label: "看最近 24 个月" };
      const arrived = lines.filter((line) => line.status === "arrived" || line.status === "back-paid");
      const missing = lines.filter((line) => line.status === "assessed" || line.status === "arrears");
      const name = Month.print(month);
      if (lines.length === 0) return { text: `${name}没有您的缴费记录。`, ...seen };
      if (missing.length > 0) {
        const due = missing.reduce((sum, line) => sum + line.person + line.unit, 0);
        return { text: `${name}还有 ${Money.print(due)} 没有到账，请到税务渠道（楚税通、鄂汇办）缴清。`, ...seen };
      }
      const own = arrived.reduce((sum, line) => sum + line.person, 0);
      const unit = arrived.reduce((sum, line) => sum + line.unit, 0);
      return {
        text: `${name}已到账：个人 ${Money.print(own)}${unit > 0 ? `，单位 ${Money.print(unit)}` : ""}。`,
        ...seen,
      };
    },
    async standing(tx, personId) {
      const seen = { open: "lookups/enrolments/index", label: "看参保情况" };
      const running = (await core.enrolments(tx, personId)).filter((one) => one.state === "active");
      if (running.length === 0) return { text: "您现在没有正在参保的险种。断缴了想接上，可以办续保。", ...seen };
      const lines = running.map(({ scheme, through, tier, startedOn }) => {
        const how = through === "employer" ? "单位参保" : `灵活就业${tier === undefined ? "" : `，${tier}% 档`}`;
        return `· ${schemeNames[scheme]}：${how}，${Month.print(startedOn)}起`;
      });
      return { text: `您现在参保的有：\n${lines.join("\n")}`, ...seen };
    },
    async years(tx, personId, now) {
      const seen = { open: "lookups/overview/index", label: "看我的社保" };
      const found = await core.accumulated(tx, personId, beijingDay(now));
      const lines = schemes.flatMap((scheme) => {
        const count = found.months[scheme];
        return count === undefined ? [] : [`· ${schemeNames[scheme]}：${months(count)}`];
      });
      if (lines.length === 0) return { text: "这里没有您的缴费记录。", ...seen };
      const gap = found.gaps.reduce((sum, run) => sum + run.months, 0);
      return {
        text: `您在武汉累计缴费：\n${lines.join("\n")}\n${gap > 0 ? `养老中间断了 ${gap} 个月。\n` : ""}只算已到账的月份；在外地交过的，要转进来才算在一起。`,
        ...seen,
      };
    },
    async arrears(tx, personId, now) {
      const seen = { open: "lookups/arrears/index", label: "看明细" };
      const today = beijingDay(now);
      const { lines, total } = await core.openLines(tx, { personId }, today);
      if (lines.length === 0) return withEmployer(await theirs(tx, core, personId, now), seen);
      const which = [...new Set(lines.map((line) => line.month))].map(Month.print);
      const shown = which.length > 6 ? `${which.slice(0, 6).join("、")}等 ${which.length} 个月` : which.join("、");
      const by = lines.map((line) => line.payBy).toSorted()[0] ?? today;
      const words = by < today ? "已经过了截止日" : `请在 ${Day.print(by)} 前缴`;
      return {
        text: `${shown}还没有到账，共 ${Money.print(total)}，${words}。请到税务渠道（楚税通、鄂汇办）缴清；刚交的要等 2 到 5 个工作日。`,
        ...seen,
      };
    },
    async account(tx, personId, now) {
      const seen = { open: "lookups/account/index", label: "看每年记了多少" };
      const { total, years } = await core.personalAccount(tx, personId, beijingDay(now));
      if (total === 0) return { text: "这里还没有您的养老保险个人账户记录。", ...seen };
      const count = years.reduce((sum, year) => sum + year.months, 0);
      return {
        text: `您的养老保险个人账户，${months(count)}共记入 ${Money.print(total)}（不含利息，利息每年按公布的利率计）。`,
        ...seen,
      };
    },
    async appointments(tx, personId, now) {
      const { coming } = await listOwn(core, tx, personId, now);
      if (coming.length === 0)
        return {
          text: "您现在没有窗口预约。多数事情手机上就能办；一定要到窗口的，先约好时间再去。",
          open: "appointments/list/index",
          label: "预约窗口",
        };
      const lines = coming.map(
        (one) =>
          `· ${Day.print(one.day)} ${one.from}–${one.to}，${one.hall.name}「${one.window.name}」，预约号 ${one.number}`,
      );
      return {
        text: `您的预约：\n${lines.join("\n")}\n来不了请提前取消，把位子让给别人。`,
        open: coming.length === 1 ? `appointments/one/index?id=${coming[0]?.id ?? ""}` : "appointments/list/index",
        label: "看要带什么、改时间",
      };
    },
    self: (tx, personId, now) => selfOf(core, tx, personId, now),
  };
}
