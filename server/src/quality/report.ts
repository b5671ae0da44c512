import type { QualityFigures } from "@wsi/shared/contract";
import { printTotal } from "@wsi/shared/quality";
import writeWorkbook from "write-excel-file/node";
import type { Tx } from "../db.ts";
import type { DeskPeople } from "../desk/index.ts";
import { countedRows, type Counted } from "./counted.ts";
import { figuresOf } from "./figures.ts";

/** The figures of a span, for the screen and as a workbook. */

export interface QualityReport {
  figures: QualityFigures;
  rows: Counted[];
  groupNames: ReadonlyMap<string, string>;
}

const groupName = (names: ReadonlyMap<string, string>, id: string | null) =>
  id === null ? "没有分组" : (names.get(id) ?? "已撤销的组");

export async function qualityReport(
  tx: Tx,
  people: DeskPeople,
  span: { from: string; to: string },
): Promise<QualityReport> {
  const rows = await countedRows(tx, span);
  const groupNames = await people.groupNames(tx);
  const { groups, ...figures } = figuresOf(rows);
  return {
    rows,
    groupNames,
    figures: {
      ...span,
      ...figures,
      groups: groups.map(({ groupId, ...means }) => ({ name: groupName(groupNames, groupId), ...means })),
    },
  };
}

type Cell =
  | { value: string; type: StringConstructor }
  | { value: number; type: NumberConstructor; format?: string }
  | null;
const head = (value: string) => ({ value, type: String, fontWeight: "bold" as const, backgroundColor: "#E6EEF8" });
const text = (value: string): Cell => ({ value, type: String });
const number = (value: number | null, format?: string): Cell =>
  value === null ? null : { value, type: Number, ...(format ? { format } : {}) };
/** Tenths and thousandths as a spreadsheet wants them. */
const score = (tenths: number | null): Cell => number(tenths === null ? null : tenths / 10, "0.0");
const share = (part: number, of: number): Cell => number(of === 0 ? null : part / of, "0.0%");
const columns = (...widths: number[]) => widths.map((width) => ({ width }));
const meansHeads = ["随机抽中", "平均分", "另外查看", "另外查看平均分", "一票否决"];
const means = (one: QualityFigures["whole"]): Cell[] => [
  number(one.drawn),
  score(one.average),
  number(one.others),
  score(one.othersAverage),
  number(one.criticals),
];
const appealName = { open: "处理中", upheld: "维持", changed: "改分" } as const;

/** Six sheets. No citizen is named; every text cell is text, never a formula. */
export const printQuality = ({ figures, rows, groupNames }: QualityReport): Promise<Buffer> => {
  const { agreement } = figures;
  return writeWorkbook([
    {
      sheet: "汇总",
      data: [
        [head("指标"), head("数值")],
        [text("会话结束日期"), text(`${figures.from} 至 ${figures.to}`)],
        ...meansHeads.map((name, at) => [text(name), means(figures.whole)[at] ?? null]),
        [text("申诉"), number(figures.appeals.made)],
        [text("申诉改分"), number(figures.appeals.changed)],
        [text("校准会话"), number(agreement.pairs)],
        [text("校准：给分一致的评分点"), share(agreement.alike, agreement.judged)],
        [text("校准：总分平均相差"), score(agreement.apart)],
        ...figures.sections.map((one) => [text(`得分率：${one.name}`), number(one.given / 1000, "0.0%")]),
        ...figures.criticals.map((one) => [text(`一票否决：${one.name}`), number(one.count)]),
      ],
      columns: columns(28, 26),
    },
    {
      sheet: "按坐席",
      data: [
        ["坐席", ...meansHeads, "申诉", "改分"].map(head),
        ...figures.agents.map((one) => [text(one.name), ...means(one), number(one.appeals), number(one.changed)]),
      ],
      columns: columns(18, 10, 10, 10, 16, 10, 8, 8),
      stickyRowsCount: 1,
    },
    {
      sheet: "按组",
      data: [["组", ...meansHeads].map(head), ...figures.groups.map((one) => [text(one.name), ...means(one)])],
      columns: columns(22, 10, 10, 10, 16, 10),
      stickyRowsCount: 1,
    },
    {
      sheet: "按评分点",
      data: [
        ["部分", "评分点", "得分率", "评了几次"].map(head),
        ...figures.points.map((one) => [
          text(one.section),
          text(one.name),
          number(one.given / 1000, "0.0%"),
          number(one.judged),
        ]),
      ],
      columns: columns(14, 22, 10, 10),
      stickyRowsCount: 1,
    },
    {
      sheet: "校准",
      data: [
        ["评分点", "两人一致", "两人都评", "一致率"].map(head),
        ...agreement.points.map((one) => [
          text(one.name),
          number(one.alike),
          number(one.judged),
          share(one.alike, one.judged),
        ]),
      ],
      columns: columns(22, 10, 10, 10),
      stickyRowsCount: 1,
    },
    {
      sheet: "明细",
      data: [
        ["结束日期", "坐席", "组", "来源", "得分", "一票否决", "评分人", "申诉", "总评", "会话编号"].map(head),
        ...rows.map((row) => [
          text(row.closedOn),
          text(row.agent.name),
          text(groupName(groupNames, row.groupId)),
          text(row.drawn ? "随机抽中" : "另外查看"),
          text(printTotal(row.total)),
          text(
            row.marks.criticals
              .map((one) => row.rubric.criticals.find((known) => known.id === one.id)?.name ?? one.id)
              .join("、"),
          ),
          text(row.scorer),
          text(row.appeal === null ? "" : appealName[row.appeal]),
          text(row.marks.comment),
          text(row.conversationId),
        ]),
      ],
      columns: columns(12, 16, 18, 10, 8, 18, 16, 8, 40, 40),
      stickyRowsCount: 1,
    },
  ]).toBuffer();
};
