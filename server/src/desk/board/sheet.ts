import type { BoardHour, BoardTalk, DeskBoard } from "@wsi/shared/contract";
import { beijingDay, beijingMoment, beijingTime } from "@wsi/shared/case";
import writeWorkbook from "write-excel-file/node";
import { ratingLevels } from "../serving/staff.ts";

const moment = (at: string | null) => (at === null ? "" : beijingMoment(at));

type Cell =
  | { value: string; type: StringConstructor }
  | { value: number; type: NumberConstructor; format?: string }
  | null;
const head = (value: string) => ({ value, type: String, fontWeight: "bold" as const, backgroundColor: "#E6EEF8" });
const text = (value: string): Cell => ({ value, type: String });
const number = (value: number | null, format?: string): Cell =>
  value === null ? null : { value, type: Number, ...(format ? { format } : {}) };
const minutes = (seconds: number | null): Cell => number(seconds === null ? null : seconds / 60, "0.0");
const columns = (...widths: number[]) => widths.map((width) => ({ width }));

const stateName = { waiting: "等待中", assigned: "接待中", held: "挂起", closed: "已结束" } as const;
const measures = [
  "进线",
  "有人接待",
  "放弃",
  "首次回复（分钟）",
  "处理时长（分钟）",
  "评价数",
  "满意度（1–5）",
  "排队超时",
  "其中改为留言",
];
const measuresOf = (one: Omit<BoardHour, "hour" | "firstResponseP90Seconds">): Cell[] => [
  number(one.opened),
  number(one.answered),
  number(one.abandoned),
  minutes(one.firstResponseSeconds),
  minutes(one.handlingSeconds),
  number(one.rated),
  number(one.satisfaction, "0.00"),
  number(one.offered),
  number(one.offeredLeft),
];

/** The span as a workbook: the sum, every hour, every agent, every talk. Citizens stay masked; every text cell is text, never a formula. */
export const printBoard = (
  board: DeskBoard,
  talks: readonly BoardTalk[],
  days: { from: string; to: string },
): Promise<Buffer> =>
  writeWorkbook([
    {
      sheet: "汇总",
      data: [
        [head("指标"), head("数值")],
        [text("日期"), text(days.from === days.to ? days.from : `${days.from} 至 ${days.to}`)],
        ...measures.map((name, at) => [text(name), measuresOf(board.span)[at] ?? null]),
        [text("首次回复 90% 在（分钟）"), minutes(board.span.firstResponseP90Seconds)],
        ...ratingLevels.map((name, at) => [text(`评价：${name}`), number(board.span.levels[at] ?? 0)]),
      ],
      columns: columns(26, 24),
    },
    {
      sheet: "按小时",
      data: [
        [head("日期"), head("钟点"), ...measures.map(head)],
        ...board.hours.map((one) => [text(beijingDay(one.hour)), text(beijingTime(one.hour)), ...measuresOf(one)]),
      ],
      columns: columns(12, 8, 8, 10, 8, 18, 18, 8, 14, 10, 14),
      stickyRowsCount: 1,
    },
    {
      sheet: "按坐席",
      data: [
        [
          head("坐席"),
          head("接待"),
          head("首次回复（分钟）"),
          head("处理时长（分钟）"),
          head("评价数"),
          head("满意度（1–5）"),
        ],
        ...board.agents.map((one) => [
          text(one.name),
          number(one.served),
          minutes(one.firstResponseSeconds),
          minutes(one.handlingSeconds),
          number(one.rated),
          number(one.satisfaction, "0.00"),
        ]),
      ],
      columns: columns(18, 8, 18, 18, 8, 14),
      stickyRowsCount: 1,
    },
    {
      sheet: "会话明细",
      data: [
        [
          "进线时间",
          "市民",
          "坐席",
          "状态",
          "首次回复（分钟）",
          "处理时长（分钟）",
          "评价",
          "结束时间",
          "会话编号",
        ].map(head),
        ...talks.map((one) => [
          text(moment(one.openedAt)),
          text(one.name),
          text(one.agent ?? ""),
          text(one.abandoned ? "放弃" : stateName[one.state]),
          minutes(one.firstResponseSeconds),
          minutes(one.handlingSeconds),
          text(one.rating === null ? "" : (ratingLevels[one.rating - 1] ?? "")),
          text(moment(one.closedAt)),
          text(one.id),
        ]),
      ],
      columns: columns(18, 14, 18, 10, 18, 18, 12, 18, 40),
      stickyRowsCount: 1,
    },
  ]).toBuffer();
