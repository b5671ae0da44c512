import * as v from "valibot";
import { isDay } from "../values/index.ts";
import { answers, route } from "./route.ts";

/** The talks behind the figures of the supervisor's board 看板 (`desk.board`), and the board as a file. */

/** One talk behind the figures; it opens in the desk. */
export interface BoardTalk {
  id: string;
  /** Masked, as in the list of the desk. */
  name: string;
  state: "waiting" | "assigned" | "held" | "closed";
  agent: string | null;
  openedAt: string;
  closedAt: string | null;
  abandoned: boolean;
  firstResponseSeconds: number | null;
  handlingSeconds: number | null;
  rating: number | null;
  urgent: string | null;
}
export const talkFilters = ["waiting", "open", "abandoned", "slow", "offered", "low", "all"] as const;
export type TalkFilter = (typeof talkFilters)[number];
/** A first answer later than this is slow. */
export const slowSeconds = 180;

const day = v.optional(v.pipe(v.string(), v.check(isDay, "日期要写成 2026-01-31 这样，并且是真有的一天")));

export const boardRoutes = {
  /** Beijing days as for `desk.board`. */
  talks: route(
    "GET",
    "/console/api/desk/board/talks",
    v.strictObject({
      from: day,
      to: day,
      which: v.optional(v.picklist(talkFilters), "all"),
      agent: v.optional(v.pipe(v.string(), v.uuid("编号不对"))),
    }),
    answers<{ talks: BoardTalk[]; total: number }>(),
  ),
};
/** GET with the same from and to: an .xlsx of the span. Bytes, so not a typed route. */
export const boardExport = "/console/api/desk/board/export";
