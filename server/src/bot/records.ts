import { beijingDay } from "@wsi/shared/case";
import { schemeNames } from "@wsi/shared/insurance";
import { addMonths, Money, Month, monthOf } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import { listCases, progressLines } from "../cases/index.ts";
import type { CoreInsurance, Payment } from "../ports/core-insurance.ts";
import { paidMonths, selfOf } from "../tools/index.ts";
import type { Personal } from "./context.ts";

const shownCases = 5;
/** Before it nobody has records here. */
const FIRST_MONTH = "1990-01";

/** What the bot may tell a bound person from their own records: no numbers of theirs, and a page that shows the rest. */
const months = (count: number): string =>
  count < 12 ? `${count} 个月` : `${Math.floor(count / 12)} 年${count % 12 > 0 ? `零 ${count % 12} 个月` : ""}`;
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
      const seen = { open: "lookups/payments/index", label: "看逐月记录" };
      const counts = [...paidMonths(await theirs(tx, core, personId, now))];
      if (counts.length === 0) return { text: "这里没有您的缴费记录。", ...seen };
      const lines = counts.map(([scheme, count]) => `· ${schemeNames[scheme]}：${months(count)}`);
      return {
        text: `您在武汉累计缴费：\n${lines.join("\n")}\n只算已到账的月份；在外地交过的，要转进来才算在一起。`,
        ...seen,
      };
    },
    async arrears(tx, personId, now) {
      const seen = { open: "lookups/payments/index", label: "看明细" };
      const owed = (await theirs(tx, core, personId, now)).filter(isOwed);
      if (owed.length === 0) return { text: "您没有欠费。", ...seen };
      const due = owed.reduce((sum, line) => sum + line.person + (line.through === "flexible" ? line.unit : 0), 0);
      const which = [...new Set(owed.map((line) => line.month))].toSorted().map(Month.print);
      const shown = which.length > 6 ? `${which.slice(0, 6).join("、")}等 ${which.length} 个月` : which.join("、");
      return {
        text: `${shown}还没有到账，个人部分 ${Money.print(due)}。请到税务渠道（楚税通、鄂汇办）缴清；刚交的要等 2 到 5 个工作日。`,
        ...seen,
      };
    },
    self: (tx, personId, now) => selfOf(core, tx, personId, now),
  };
}
