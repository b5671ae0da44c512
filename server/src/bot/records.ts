import { beijingDay } from "@wsi/shared/case";
import { addMonths, Money, Month, monthOf } from "@wsi/shared/values";
import { listCases, progressLine } from "../cases/index.ts";
import type { CoreInsurance } from "../ports/core-insurance.ts";
import type { Personal } from "./context.ts";

const shownCases = 5;

/** What the bot may tell a bound person from their own records: no numbers of theirs, and a page that shows the rest. */
export function personalRecords(core: CoreInsurance): Personal {
  return {
    async progress(tx, personId) {
      const cases = await listCases(tx, personId);
      const open = "cases/list/index";
      if (cases.length === 0)
        return {
          text: "您还没有办件。想办什么，打字告诉我，或者在「找事项」里选。",
          open: "pages/find/index",
          label: "找事项",
        };
      const rest = cases.length > shownCases ? `\n还有 ${cases.length - shownCases} 件` : "";
      return {
        text: `您的办件：\n${cases
          .slice(0, shownCases)
          .map((kase) => `· ${progressLine(kase)}`)
          .join("\n")}${rest}`,
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
  };
}
