import { certificatePurposes } from "@wsi/shared/items";
import { schemeNames } from "@wsi/shared/insurance";
import { Day, Month } from "@wsi/shared/values";
import type { Certificate } from "./issue.ts";
import type { Run } from "./paper.ts";

const stateWords: Readonly<Record<Run["state"], string>> = {
  arrived: "已到账",
  "back-paid": "补缴",
  open: "未到账",
  none: "没有缴费",
};

const spell = (from: string, to: string): string =>
  from === to ? Month.print(from) : `${Month.print(from)} 至 ${Month.print(to)}`;

/** What a certificate says, in words: the paper and the page of verification print the same. */
export function wordsOf({ number, paper, hash, issuedOn, validUntil }: Certificate) {
  const purpose = certificatePurposes[paper.purpose];
  const { months, from, to, countsBackPaid } = paper.inARow;
  return {
    title: "参保缴费证明",
    facts: [
      ["证明编号", number],
      ["用途", purpose.label],
      ["身份证号码", paper.idNumber],
      ["证明时段", spell(paper.from, paper.to)],
      ["养老已缴月数", `${paper.paid} 个月${paper.backPaid > 0 ? `，其中补缴 ${paper.backPaid} 个月` : ""}`],
      [
        "连续缴费",
        from === null || to === null
          ? "0 个月"
          : `${months} 个月（${spell(from, to)}，补缴月份${countsBackPaid ? "计入" : "不计入"}）`,
      ],
      ...(paper.corrected ?? []).map(({ month, note }) => ["更正", `${Month.print(month)}${note}`] as [string, string]),
      ["数据截至", Day.print(paper.asOf)],
      ["开具日期", Day.print(issuedOn)],
      ["有效期至", Day.print(validUntil)],
    ] as [string, string][],
    rows: paper.runs.map((run) => ({
      spell: spell(run.from, run.to),
      months: `${run.months} 个月`,
      through: run.through || "—",
      schemes: run.schemes.map((scheme) => schemeNames[scheme].replace(/^职工|保险$/g, "")).join("、") || "—",
      state: stateWords[run.state],
      flagged: run.state !== "arrived",
    })),
    note: `${purpose.note} 养老、失业、工伤由人社部门经办，医疗、生育由医保部门经办。`,
    hash,
  };
}
