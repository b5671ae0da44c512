import type { LookupSource, Overview, PaymentLine, Scheme, StatementRow } from "@wsi/shared/contract";
import { dayText, monthText, schemeName, yuan, type Tone } from "../ui/index.ts";

/** How lookups say what they found: plain sentences, made of nothing but the answer. */

/** 14 → 1 年零 2 个月. */
export function spanText(months: number): string {
  const [years, rest] = [Math.floor(months / 12), months % 12];
  if (years === 0) return `${rest} 个月`;
  return rest === 0 ? `${years} 年` : `${years} 年零 ${rest} 个月`;
}

export const runText = ({ from, to, months }: { from: string; to: string; months: number }): string =>
  from === to ? monthText(from) : `${monthText(from)}到${monthText(to)}，${months} 个月`;

const sortShort = (scheme: Scheme): string => schemeName[scheme].replace("保险", "");

/** The first thing somebody wants to know: am I insured? */
export function standing({ insured, last, retired }: Pick<Overview, "insured" | "last" | "retired">): {
  tone: Tone;
  title: string;
  text: string;
} {
  const names = [...new Set(insured.map((one) => sortShort(one.scheme)))].join("、");
  if (insured.length > 0) {
    const through =
      insured[0]?.through === "employer" ? `单位参保：${insured[0].employerName ?? ""}` : "灵活就业，自己缴费";
    return { tone: "good", title: "现在有社保", text: `正在参保：${names}。${through}` };
  }
  if (retired) return { tone: "good", title: "已经退休，领养老金", text: "不用再缴养老保险。" };
  if (last)
    return {
      tone: "warn",
      title: "现在没有在参保",
      text: `${monthText(last.stoppedOn)}以后停了。以前缴的都算，不会作废。`,
    };
  return { tone: "plain", title: "还没有参过保", text: "上班的由单位办参保；自己缴的，在「找事项」里搜「灵活就业」。" };
}

/** Which policy figures 政策参数 a line was computed with. */
export const figuresText = (version: number | null): string =>
  version === null ? "核定时没有记录政策参数版本" : `政策参数第 ${version} 版`;

/** This month in one word and one sentence. */
export function monthNow({ month, state, fen, payBy, through }: Overview["thisMonth"]): {
  tone: Tone;
  word: string;
  text: string;
} {
  const own = through === "flexible";
  const by = payBy === null ? "" : dayText(payBy);
  switch (state) {
    case "paid":
      return { tone: "good", word: "已到账", text: `${monthText(month)}一共 ${yuan(fen)} 元，都到账了。` };
    case "waiting":
      return own
        ? { tone: "busy", word: "还没到账", text: `要缴 ${yuan(fen)} 元，${by}前缴。刚缴的要等 2 到 5 个工作日。` }
        : { tone: "busy", word: "还没到账", text: `${yuan(fen)} 元由单位缴，${by}前缴。您不用管。` };
    case "overdue":
      return own
        ? { tone: "bad", word: "过了截止日", text: `${yuan(fen)} 元还没到账，${by}已经过了。刚缴的等几天再看。` }
        : { tone: "bad", word: "单位还没缴", text: `${yuan(fen)} 元单位还没缴到账，请问单位的社保经办人。` };
    case "coming":
      return {
        tone: "plain",
        word: "还没核定",
        text: own ? `这个月的账单还没出来，出来后请在 ${by}前缴。` : "这个月的账单还没出来，由单位缴。",
      };
    case "none":
      return { tone: "plain", word: "不用缴", text: "这个月没有要缴的。" };
  }
}

export function retirementText({ month, monthsNeeded, monthsMissing }: Overview["retirement"]): string {
  const enough =
    monthsMissing === 0
      ? `要缴满 ${spanText(monthsNeeded)}，您已经够了，多缴多得。`
      : `要缴满 ${spanText(monthsNeeded)}，还差 ${spanText(monthsMissing)}。`;
  return `按现在的规定，${monthText(month)}到退休年龄。${enough}`;
}

export const statusTag: Record<PaymentLine["status"], [Tone, string]> = {
  arrived: ["good", "已到账"],
  assessed: ["busy", "已核定待缴"],
  arrears: ["bad", "欠费"],
  cancelled: ["plain", "已作废"],
  "back-paid": ["good", "已补缴"],
};

/** Where a person's bill stands; the worst line has the word. */
export function rowTag({ open, lines }: Pick<StatementRow, "open" | "lines">): [Tone, string] {
  if (!open) return lines.every((line) => line.status === "cancelled") ? ["plain", "已作废"] : ["good", "已到账"];
  return lines.some((line) => line.status === "arrears" || line.lateFee > 0) ? ["bad", "欠费"] : ["busy", "待缴"];
}

const answers: Record<LookupSource["authority"], string> = {
  hrss: "人社部门负责，疑问打 12333",
  medical: "医保部门负责，疑问打 12393",
  both: "养老、失业、工伤由人社部门负责（12333），医疗、生育由医保部门负责（12393），缴费由税务部门负责（12366）",
};
export const authorityName = { hrss: "人社", medical: "医保" } as const;

export const sourceText = ({ authority, asOf }: LookupSource): string =>
  `数据截至 ${dayText(asOf)}。${answers[authority]}。`;
