import { beijingDay, beijingInstant } from "@wsi/shared/case";
import { boardExport, boardRoutes as r, desk } from "@wsi/shared/contract";
import { addDays, isDay } from "@wsi/shared/values";
import { board, boardTalks, printBoard } from "../../desk/index.ts";
import type { Door } from "../../http/door.ts";
import { perMinute } from "../../http/limit.ts";
import { isRefusal, refuse, type Refusal } from "../../refusal.ts";
import { supervisors as who, type DeskParts } from "./parts.ts";

const MOST_DAYS = 31;
/** On the screen; and in a file, where a month of a busy desk must fit. */
const shown = 200;
const filed = 20_000;

interface Span {
  days: { from: string; to: string };
  from: Date;
  to: Date;
}

/** Beijing days, both included; today when nothing is asked for. */
function spanOf(given: { from?: string | undefined; to?: string | undefined }, now: Date): Span | Refusal {
  if ([given.from, given.to].some((day) => day !== undefined && !isDay(day)))
    return refuse("bad-input", "日期要写成 2026-01-31 这样，并且是真有的一天");
  const from = given.from ?? given.to ?? beijingDay(now);
  const to = given.to ?? (given.from === undefined ? from : beijingDay(now));
  if (to < from) return refuse("bad-input", "结束日期要在开始日期之后");
  if (to >= addDays(from, MOST_DAYS)) return refuse("bad-input", `一次最多看 ${MOST_DAYS} 天`);
  return { days: { from, to }, from: beijingInstant(from), to: beijingInstant(addDays(to, 1)) };
}

/** The supervisor's board: how the desk stands, the talks behind the figures, and the span as a workbook. */
export function boardRoutes(door: Door, { people }: DeskParts): void {
  door.serve(desk.board, { who, audit: "staff.desk.board" }, async ({ input, tx, now }) => {
    const span = spanOf(input, now);
    return isRefusal(span) ? span : board(tx, span, now);
  });
  door.serve(r.talks, { who, audit: "staff.desk.board.talks" }, async ({ input, tx, now, detail }) => {
    const span = spanOf(input, now);
    if (isRefusal(span)) return span;
    detail({ which: input.which, ...span.days });
    return boardTalks(tx, { ...span, which: input.which, agent: input.agent }, people, shown);
  });
  door.serveRaw(
    "GET",
    boardExport,
    { who, audit: "staff.desk.board.export", limit: perMinute("board-export", 10) },
    async (ctx, { tx, now, detail }) => {
      const one = (name: string) => {
        const given = ctx.query[name];
        return typeof given === "string" && given !== "" ? given : undefined;
      };
      const span = spanOf({ from: one("from"), to: one("to") }, now);
      if (isRefusal(span)) return span;
      detail(span.days);
      const { talks } = await boardTalks(tx, { ...span, which: "all" }, people, filed);
      return { whole: await board(tx, span, now), talks, days: span.days };
    },
    async (ctx, { whole, talks, days }) => {
      ctx.type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      ctx.set("Content-Disposition", `attachment; filename="desk-${days.from}-${days.to}.xlsx"`);
      ctx.set("Cache-Control", "no-store");
      ctx.body = await printBoard(whole, talks, days);
    },
  );
}
