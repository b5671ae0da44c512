import { isRollCode } from "@wsi/shared/rolls";
import { sql, type RawBuilder } from "kysely";
import { definitionOf } from "./load.ts";

const prefix = "roll:";

/**
 * Decisions on rolls for the reviewers' statistics, in the words of the deeds of a case: a roll is one, however many stand in it.
 * Nobody claims a roll, so it has no handling time.
 */
export const rollDeeds = {
  deeds: (from: Date, to: Date): RawBuilder<unknown> => sql`
      select h.staff_id as staff, ${prefix}::text || r.code as item_code, case h.step when 'approved' then 'approve' else 'return' end as what,
             null::text as outcome, h.late, null::integer as seconds
      from roll_history h join rolls r on r.id = h.roll_id
      where h.at >= ${from} and h.at < ${to} and h.step in ('approved', 'returned') and h.staff_id is not null`,
  nameOf(item: string): string | undefined {
    const code = item.startsWith(prefix) ? item.slice(prefix.length) : "";
    return isRollCode(code) ? definitionOf(code).name : undefined;
  },
};
