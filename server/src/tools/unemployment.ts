import { field } from "@wsi/shared/field";
import { unemploymentClaim } from "@wsi/shared/insurance";
import { paidMonthsMore, paidYears } from "./questions.ts";
import { defineTool } from "./tool.ts";

export const unemployment = defineTool({
  code: "unemployment",
  name: "失业金能领多少",
  seal: "失",
  about: "每月多少、最长几个月",
  items: ["unemployment-claim"],
  questions: () => ({
    years: paidYears("失业保险累计交了几年", (self) => self.unemploymentMonths),
    months: paidMonthsMore((self) => self.unemploymentMonths),
    district: { asked: field.region({ label: "在哪个区参保" }), known: (self) => self.region ?? undefined },
  }),
  work: ({ years, months, district }, { figures, today }) =>
    unemploymentClaim(figures, { district, monthsPaid: years * 12 + months, today }),
});
