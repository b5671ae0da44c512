import type { RollCell, RowProblems } from "@wsi/shared/item";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import { definitionOf, type RollRow } from "./load.ts";

export interface WrongRow {
  at: number;
  cells: Record<string, RollCell>;
  problems: RowProblems;
}

/** Rows that are wrong, in the order of the sheet. */
export async function wrongRows(
  tx: Tx,
  roll: RollRow,
  { after = 0, most }: { after?: number; most?: number },
): Promise<WrongRow[]> {
  const kind = definitionOf(roll.code);
  const rows = await tx
    .selectFrom("roll_rows")
    .select(["at", "cells", "problems", "repeats"])
    .where("roll_id", "=", roll.id)
    .where(sql<boolean>`(problems is not null or repeats is not null)`)
    .where("at", ">", after)
    .orderBy("at")
    .$if(most !== undefined, (q) => q.limit(most ?? 0))
    .execute();
  return rows.map(({ at, cells, problems, repeats }) => {
    const found: RowProblems = {
      ...problems,
      ...(repeats === null ? {} : { [kind.unique]: `和第 ${repeats} 行是同一个人，每人请只留一行` }),
    };
    // In the order of the columns, which a database forgets.
    const ordered = Object.keys(kind.columns).flatMap((key) => (found[key] === undefined ? [] : [[key, found[key]]]));
    return { at, cells, problems: Object.fromEntries(ordered) };
  });
}
