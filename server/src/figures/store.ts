import { createHash } from "node:crypto";
import { beijingDay } from "@wsi/shared/case";
import { figureKindNames, type Figures } from "@wsi/shared/insurance";
import { sql } from "kysely";
import type { Tx } from "../db.ts";

/** Heard by every process after a commit that made a new version. */
export const FIGURES_CHANNEL = "figures";

const emptyRows = (): Figures["rows"] =>
  Object.fromEntries(figureKindNames.map((kind) => [kind, []])) as unknown as Figures["rows"];

/** Versions are made one after the other: held until the commit. */
export async function lockFigures(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('figures'))`.execute(tx);
}

/** The newest version; 0, with no rows at all, before the first. Kinds that a release added are there, empty. */
export async function readFigures(tx: Tx): Promise<Figures> {
  const row = await tx
    .selectFrom("figure_versions")
    .select(["version", "rows"])
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? { version: row.version, rows: { ...emptyRows(), ...row.rows } } : { version: 0, rows: emptyRows() };
}

/** One version as it was made, whole, with the day in Beijing. */
export async function readVersion(tx: Tx, version: number): Promise<{ figures: Figures; madeOn: string } | undefined> {
  const row = await tx.selectFrom("figure_versions").selectAll().where("version", "=", version).executeTakeFirst();
  if (!row) return undefined;
  const figures = { version, rows: { ...emptyRows(), ...row.rows } };
  return { figures, madeOn: beijingDay(row.made_at) };
}

/** Keeps `rows` as the next version and tells everybody. The caller holds `lockFigures`. */
export async function addVersion(tx: Tx, before: Figures, rows: Figures["rows"], at: Date): Promise<number> {
  const version = before.version + 1;
  const text = JSON.stringify(rows);
  const digest = createHash("sha256").update(text).digest("hex");
  await tx.insertInto("figure_versions").values({ version, rows: text, digest, made_at: at }).execute();
  await sql`select pg_notify(${FIGURES_CHANNEL}, '')`.execute(tx);
  return version;
}
