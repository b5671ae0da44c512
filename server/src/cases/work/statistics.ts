import { beijingInstant } from "@wsi/shared/case";
import type { ReviewerLine, ReviewStatistics } from "@wsi/shared/contract";
import { addDays } from "@wsi/shared/values";
import { sql, type RawBuilder } from "kysely";
import writeWorkbook from "write-excel-file/node";
import type { Tx } from "../../db.ts";
import { findItem } from "../open.ts";
import { staffNames } from "./view.ts";

/** Where decisions of reviewers are kept: each domain says its own. */
export interface DeedSource {
  /** Between two moments: staff, item_code, what, outcome, late, seconds, as `deeds` below has them. */
  deeds(from: Date, to: Date): RawBuilder<unknown>;
  /** By the code that stands in its rows. */
  nameOf(item: string): string | undefined;
}
const ofCases: DeedSource = {
  deeds: (from, to) => sql`
      select case when what in ('confirm', 'send-back') then whom else by_staff end as staff, item_code, what, outcome, late,
             case when what in ('approve', 'decline', 'propose') then seconds end as seconds
      from case_work_log
      where at >= ${from} and at < ${to}
        and (what in ('approve', 'decline', 'propose', 'return') or (what in ('confirm', 'send-back') and whom is not null))`,
  nameOf: (item) => findItem(item)?.name,
};

const every = "全部事项";
interface Figures {
  staff: string;
  item: string | null;
  decided: number;
  median: number | null;
  returned: number;
  declined: number;
  late: number;
  confirmed: number;
  sent_back: number;
}

/**
 * What each reviewer did in these days with cases and with what `others` keep, by item and in all. What a second reviewer confirmed or sent back counts for whoever proposed
 * it; handling time runs from the claim to the decision.
 */
export async function reviewStatistics(
  tx: Tx,
  asker: { id: string; supervisor: boolean },
  days: { from: string; to: string },
  others: readonly DeedSource[],
): Promise<ReviewStatistics> {
  const from = beijingInstant(days.from);
  const to = beijingInstant(addDays(days.to, 1));
  const sources = [ofCases, ...others];
  const nameOf = (item: string) => sources.map((one) => one.nameOf(item)).find((name) => name !== undefined);
  const { rows } = await sql<Figures>`
    with deeds as (${sql.join(
      sources.map((one) => one.deeds(from, to)),
      sql` union all `,
    )})
    select staff, item_code as item,
           count(*) filter (where what in ('approve', 'decline', 'propose'))::int as decided,
           percentile_cont(0.5) within group (order by seconds) as median,
           count(*) filter (where what = 'return')::int as returned,
           count(*) filter (where what = 'decline' or (what = 'propose' and outcome = 'decline'))::int as declined,
           count(*) filter (where late and what in ('approve', 'decline', 'propose'))::int as late,
           count(*) filter (where what = 'confirm')::int as confirmed,
           count(*) filter (where what = 'send-back')::int as sent_back
    from deeds
    where staff is not null and ${asker.supervisor ? sql`true` : sql`staff = ${asker.id}`}
    group by grouping sets ((staff), (staff, item_code))
    order by staff, item_code nulls first`.execute(tx);
  const names = await staffNames(
    tx,
    rows.map((row) => row.staff),
  );
  const lines: ReviewerLine[] = rows.map((row) => ({
    staff: names.get(row.staff) ?? "已离岗的同事",
    item: row.item === null ? every : (nameOf(row.item) ?? row.item),
    decided: row.decided,
    medianMinutes: row.median === null ? null : Math.round(Number(row.median) / 6) / 10,
    returned: row.returned,
    declined: row.declined,
    late: row.late,
    confirmed: row.confirmed,
    sentBack: row.sent_back,
  }));
  return { ...days, all: asker.supervisor, lines };
}

const share = (part: number, whole: number): string =>
  whole === 0 ? "" : `${Math.round((part / whole) * 1000) / 10}%`;

export function statisticsXlsx({ from, to, lines }: ReviewStatistics): Promise<Buffer> {
  const heads = [
    "审核员",
    "事项",
    "办结（含初审）",
    "用时中位数（分钟）",
    "退回补正",
    "退回率",
    "不予通过",
    "不予通过率",
    "超期",
    "复核同意",
    "复核退回",
  ];
  const row = (line: ReviewerLine) => [
    line.staff,
    line.item,
    line.decided,
    line.medianMinutes ?? "",
    line.returned,
    share(line.returned, line.decided + line.returned),
    line.declined,
    share(line.declined, line.decided),
    line.late,
    line.confirmed,
    line.sentBack,
  ];
  return writeWorkbook([
    {
      sheet: `${from} 至 ${to}`,
      data: [
        heads.map((value) => ({ value, type: String, fontWeight: "bold" as const })),
        ...lines.map((line) =>
          row(line).map((value) => (typeof value === "number" ? { value, type: Number } : { value, type: String })),
        ),
      ],
      columns: heads.map((_, at) => ({ width: at === 1 ? 26 : 16 })),
      stickyRowsCount: 1,
    },
  ]).toBuffer();
}
