import { schemeNames } from "@wsi/shared/insurance";
import { Money, Month } from "@wsi/shared/values";
import writeWorkbook from "write-excel-file/node";
import type { EmployerStatement, Payment } from "../ports/core-insurance.ts";

/** Records as .xlsx, for people who keep or print them: amounts are numbers in 元, and the first rows say whose, until when, and who answers. */
const states: Record<Payment["status"], string> = {
  arrived: "已到账",
  "back-paid": "已补缴",
  assessed: "已核定待缴",
  arrears: "欠费",
  cancelled: "已作废",
};
const office = { hrss: "人社", medical: "医保" } as const;
type Value = string | number | null;

function book(name: string, notes: readonly string[], heads: readonly string[], rows: readonly Value[][]) {
  const cell = (value: Value) =>
    value === null
      ? null
      : typeof value === "number"
        ? { value, type: Number, format: "#,##0.00" }
        : { value, type: String };
  return writeWorkbook([
    {
      sheet: name,
      data: [
        ...notes.map((value) => [{ value, type: String }]),
        heads.map((value) => ({ value, type: String, fontWeight: "bold" as const })),
        ...rows.map((row) => row.map(cell)),
      ],
      columns: heads.map((head) => ({ width: head === "单位名称" || head === "说明" ? 30 : 14 })),
      orientation: "landscape",
    },
  ]).toBuffer();
}
/** Which policy figures 政策参数, and what a correction says of the line. */
const about = ({ figures, note }: Pick<Payment, "figures" | "note">): Value[] => [
  figures === null ? "未记录" : `第 ${figures} 版`,
  note ?? null,
];
const aboutHeads = ["政策参数", "说明"] as const;
const yuan = (fen: number): number => fen / 100;

export function paymentSheet(
  whose: { name: string; asOf: string },
  lines: readonly (Payment & { authority: "hrss" | "medical" })[],
): Promise<Buffer> {
  return book(
    "缴费记录",
    [
      `${whose.name} 的社会保险缴费记录，数据截至 ${whose.asOf}`,
      "自行查询所得，不作证明用；要证明请办「缴费记录证明」。疑问打 12333（人社）、12393（医保）、12366（缴费）。",
    ],
    [
      "月份",
      "险种",
      "缴费方式",
      "单位名称",
      "缴费基数",
      "单位缴",
      "个人缴",
      "滞纳金",
      "状态",
      "到账日期",
      "经办部门",
      ...aboutHeads,
    ],
    lines.map((line) => [
      Month.print(line.month),
      schemeNames[line.scheme],
      line.through === "employer" ? "单位参保" : "灵活就业",
      line.employerName ?? null,
      yuan(line.base),
      yuan(line.unit),
      yuan(line.person),
      line.lateFee === undefined ? null : yuan(line.lateFee),
      states[line.status],
      line.arrivedOn ?? null,
      office[line.authority],
      ...about(line),
    ]),
  );
}

export function statementSheet(employer: { name: string }, statement: EmployerStatement): Promise<Buffer> {
  const { month, asOf, unit, person, lateFees, arrived } = statement;
  return book(
    "单位月度账单",
    [
      `${employer.name} ${Month.print(month)}社会保险账单，数据截至 ${asOf}`,
      `单位 ${Money.print(unit)}，个人 ${Money.print(person)}，滞纳金 ${Money.print(lateFees)}，已到账 ${Money.print(arrived)}。缴费请到税务渠道。`,
    ],
    ["姓名", "险种", "缴费基数", "单位缴", "个人缴", "滞纳金", "状态", "经办部门", ...aboutHeads],
    statement.people.flatMap(({ name, lines }) =>
      lines.map((line) => [
        name,
        schemeNames[line.scheme],
        yuan(line.base),
        yuan(line.unit),
        yuan(line.person),
        line.lateFee === 0 ? null : yuan(line.lateFee),
        states[line.status],
        office[line.authority],
        ...about(line),
      ]),
    ),
  );
}
