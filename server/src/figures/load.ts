import { figureKindNames, type Figure, type FigureKind, type Figures } from "@wsi/shared/insurance";
import type { Db } from "../db.ts";
import { inTransaction } from "../db.ts";
import { seedRows } from "./seed.ts";
import { addVersion, lockFigures, readFigures } from "./store.ts";

const overlaps = (a: Figure, b: Figure): boolean =>
  a.from === b.from || (a.until !== undefined && a.from < b.from && b.from <= a.until);

const clashes = (row: Figure, rows: readonly Figure[]): boolean =>
  rows.some((other) => overlaps(row, other) || overlaps(other, row));

/**
 * Enters what came with this release, each row once: what people entered for the same months goes before it, and what they took away
 * does not come back. Any number of processes may do this at once, any number of times. Answers how many rows came new.
 */
export const loadFigures = (db: Db, at: Date, seed: Figures["rows"] = seedRows): Promise<number> =>
  inTransaction(db, async (tx) => {
    await lockFigures(tx);
    const before = await readFigures(tx);
    const known = new Set(
      (await tx.selectFrom("figure_seeded").select(["kind", "from_month"]).execute()).map(
        (row) => `${row.kind} ${row.from_month}`,
      ),
    );
    const fresh: { kind: FigureKind; from_month: string }[] = [];
    const rowsOf = (kind: FigureKind): readonly Figure[] => {
      const standing: readonly Figure[] = before.rows[kind];
      const coming = (seed[kind] as readonly Figure[]).filter((row) => !known.has(`${kind} ${row.from}`));
      fresh.push(...coming.map((row) => ({ kind, from_month: row.from })));
      return [...standing, ...coming.filter((row) => !clashes(row, standing))].toSorted((a, b) =>
        a.from < b.from ? -1 : 1,
      );
    };
    const rows = Object.fromEntries(figureKindNames.map((kind) => [kind, rowsOf(kind)])) as unknown as Figures["rows"];
    if (fresh.length === 0) return 0;
    const version = await addVersion(tx, before, rows, at);
    await tx
      .insertInto("figure_seeded")
      .values(fresh.map((row) => ({ ...row, version })))
      .execute();
    return fresh.length;
  });
