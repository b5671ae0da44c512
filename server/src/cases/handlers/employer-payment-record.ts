import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import { schemeNames } from "@wsi/shared/insurance";
import { Money, Month, monthsApart, monthsBetween, PersonName } from "@wsi/shared/values";
import { noteLooks } from "../../delegation/index.ts";
import type { EmployerStatement } from "../../ports/core-insurance.ts";
import { employerOf, type Handler, type HandlerInput, type PrintedPart } from "./handler.ts";

type Answers = AnswersOf<Items["employer-payment-record"]>;
type Asked = Pick<HandlerInput<Answers>, "tx" | "core" | "subject" | "answers" | "today">;
const mostMonths = 12;
/** A paper of more lines is of use to nobody: rows of a person in a month. */
const mostRows = 600;

interface Row {
  month: string;
  personId: string;
  name: string;
  unit: number;
  person: number;
  late: number;
  arrived: number;
  schemes: string[];
  notes: string[];
}

/** Lines of the chosen months, schemes and employee; what was cancelled is in no sum. */
async function rowsOf({ tx, core, subject, answers, today }: Asked): Promise<Row[]> {
  const { from, to, schemes = [], named } = answers;
  const rows: Row[] = [];
  for (const month of monthsBetween(from, to)) {
    const statement: EmployerStatement = await core.employerStatement(tx, employerOf(subject), month, today);
    for (const one of statement.people) {
      if (named !== undefined && !one.name.includes(named)) continue;
      const lines = one.lines
        .filter((line) => line.status !== "cancelled")
        .filter((line) => schemes.length === 0 || (schemes as readonly string[]).includes(line.scheme));
      if (lines.length === 0) continue;
      const sum = (of: (line: (typeof lines)[number]) => number) => lines.reduce((total, line) => total + of(line), 0);
      const came = (status: string) => status === "arrived" || status === "back-paid";
      rows.push({
        month,
        personId: one.personId,
        name: one.name,
        unit: sum((line) => line.unit),
        person: sum((line) => line.person),
        late: sum((line) => line.lateFee),
        arrived: sum((line) => (came(line.status) ? line.unit + line.person + line.lateFee : 0)),
        schemes: lines.map((line) => schemeNames[line.scheme]),
        notes: [...new Set(lines.flatMap((line) => (line.note === undefined ? [] : [line.note])))],
      });
    }
  }
  return rows;
}

function totals(rows: readonly Row[]): string {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  const [unit, person, late, arrived] = [
    sum((r) => r.unit),
    sum((r) => r.person),
    sum((r) => r.late),
    sum((r) => r.arrived),
  ];
  const due = unit + person + late;
  const people = new Set(rows.map((row) => row.personId)).size;
  return `${people} 人，合计 ${Money.print(due)}（单位 ${Money.print(unit)}，个人 ${Money.print(person)}${late > 0 ? `，滞纳金 ${Money.print(late)}` : ""}），已到账 ${Money.print(arrived)}，未到账 ${Money.print(due - arrived)}`;
}

/** 缴费信息查询: nothing changes but that it was looked at; the paper is drawn from the ledger whenever it is opened. */
export const recordPayments: Handler<Answers> = {
  async effect(input) {
    const { tx, subject, answers, key, today, now } = input;
    if (monthsApart(answers.from, answers.to) >= mostMonths)
      return {
        outcome: "refused",
        because: `一次最多查 ${mostMonths} 个月`,
        instead: "请分几次查，每次不超过 12 个月",
      };
    const rows = await rowsOf(input);
    if (rows.length === 0)
      return {
        outcome: "refused",
        because: "这些月份里没有查到符合条件的缴费",
        instead: "请核对月份、险种和员工姓名；刚缴的款要 2 到 5 个工作日才到账，急用请打 12366",
      };
    if (rows.length > mostRows)
      return {
        outcome: "refused",
        because: `一共 ${rows.length} 行，太多了，一份记录最多 ${mostRows} 行`,
        instead: "请少选几个月，或者只查一位员工",
      };
    await noteLooks(
      tx,
      {
        capacity: "employer",
        actorId: subject.actorId,
        personId: subject.actorId,
        employerId: employerOf(subject),
        rightId: null,
      },
      rows.map((row) => row.personId),
      "打印了单位缴费记录",
      now,
    );
    return {
      outcome: "done",
      receipt: `CX${today.replaceAll("-", "")}${key.slice(-8).toUpperCase()}`,
      text: `单位缴费记录已生成：${totals(rows)}。数据截至 ${today}，请打开回执打印。`,
      due: 0,
    };
  },
  async print(asked): Promise<PrintedPart[]> {
    const rows = await rowsOf(asked);
    const months = [...new Set(rows.map((row) => row.month))];
    return [
      {
        heading: "缴费合计",
        rows: [
          { label: "数据截至", text: `${asked.today}；到账以税务部门为准` },
          { label: "全部", text: totals(rows) },
          ...months.map((month) => ({
            label: Month.print(month),
            text: totals(rows.filter((row) => row.month === month)),
          })),
        ],
      },
      ...months.map((month) => ({
        heading: `${Month.print(month)}缴费明细`,
        rows: rows
          .filter((row) => row.month === month)
          .map((row) => ({
            label: PersonName.print(row.name),
            text: `${Money.print(row.unit + row.person)}（单位 ${Money.print(row.unit)}，个人 ${Money.print(row.person)}${row.late > 0 ? `，滞纳金 ${Money.print(row.late)}` : ""}），${row.arrived >= row.unit + row.person ? "已到账" : row.arrived > 0 ? "部分到账" : "未到账"}；${row.schemes.join("、")}${row.notes.map((note) => `；${note}`).join("")}`,
          })),
      })),
    ];
  },
};
