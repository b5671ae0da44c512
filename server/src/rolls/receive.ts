import { createHash, randomUUID } from "node:crypto";
import { beijingDay } from "@wsi/shared/case";
import { matchHeads, type RollDefinition } from "@wsi/shared/item";
import type { RollCode } from "@wsi/shared/rolls";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import type { CoreInsurance } from "../ports/core-insurance.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { readSheet, type Sheet } from "../sheets/index.ts";
import { allowed, definitionOf, type RollRow } from "./load.ts";
import { emptyRoll } from "./rows.ts";

export interface RollFile {
  name: string;
  sha256: string;
  sheet: Sheet;
}

/** Reads the file before any transaction begins: it takes seconds. Nothing of it is kept but its rows and their fingerprint. */
export async function readRollFile(given: { name: string; bytes: Buffer }, title: string): Promise<RollFile | Refusal> {
  if (given.bytes.length === 0) return refuse("bad-input", "这个文件是空的，请重新选择");
  const sheet = await readSheet(given.bytes, title);
  if (typeof sheet === "string") return refuse("bad-input", sheet);
  // Of what stands in it, not of its bytes: saved anew, or as .xls instead of .xlsx, it is the same roll.
  const sha256 = createHash("sha256").update(JSON.stringify(sheet)).digest("hex");
  return { name: given.name.replace(/[^\p{L}\p{N}._ -]/gu, "_").slice(0, 100) || "花名册", sha256, sheet };
}

/** A sheet's rows by column key; cells of columns that it does not have are empty. */
export function rowsByKey(roll: RollDefinition, sheet: Sheet, at: Readonly<Record<string, number>>) {
  const keys = Object.keys(roll.columns);
  return sheet.rows.map((row) => ({
    at: row.at,
    cells: Object.fromEntries(
      keys.flatMap((key) => {
        const cell = row.cells[at[key] ?? -1] ?? "";
        return cell === "" ? [] : [[key, cell]];
      }),
    ),
  }));
}

/**
 * Takes a file in: to be checked. The same file for the same employer is the same roll, with whatever became of it, so that a second
 * press of the button, or a clerk who does not remember, never enrols anybody twice.
 */
export async function receiveRoll(
  core: CoreInsurance,
  tx: Tx,
  actorId: string,
  given: { code: string; employerId: string; projectId: string | null; file: RollFile },
  now: Date,
): Promise<{ roll: RollRow; again: boolean } | Refusal> {
  const today = beijingDay(now);
  const kind = await allowed(tx, actorId, given, today);
  if (isRefusal(kind)) return kind;
  const code = kind.code as RollCode;
  const projectId = kind.of === "project" ? given.projectId : null;
  if (kind.of === "project" && projectId === null) return refuse("bad-input", "请先选择项目，再上传名册");
  const { employerId, file } = given;
  const same = () =>
    tx
      .selectFrom("rolls")
      .selectAll()
      .where("employer_id", "=", employerId)
      .where("code", "=", code)
      .where("sha256", "=", file.sha256)
      .where(sql<boolean>`project_id is not distinct from ${projectId}::uuid`)
      .where("state", "not in", ["dropped", "expired"])
      .executeTakeFirst();
  const before = await same();
  if (before) return { roll: before, again: true };
  const barred = await core.barRoll(tx, { employerId, today, roll: emptyRoll(code, projectId) });
  if (barred) return refuse("refused", barred.because, { instead: barred.instead });
  const heads = matchHeads(definitionOf(code), file.sheet.heads);
  if (!heads.ok)
    return refuse("bad-input", heads.problems[0] ?? "", {
      problems: heads.problems.map((message) => ({ field: "file", message })),
    });
  const roll = await tx
    .insertInto("rolls")
    .values({
      id: randomUUID(),
      code,
      employer_id: employerId,
      project_id: projectId,
      actor_id: actorId,
      file_name: file.name,
      sha256: file.sha256,
      state: "checking",
      total: file.sheet.rows.length,
      created_at: now,
      updated_at: now,
    })
    // Two presses at once: the second finds the first's roll.
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!roll) {
    const first = await same();
    if (!first) throw new Error("a roll that was just received is not there");
    return { roll: first, again: true };
  }
  await sql`insert into roll_rows (roll_id, at, cells)
    select ${roll.id}::uuid, at, cells
    from jsonb_to_recordset(${JSON.stringify(rowsByKey(definitionOf(code), file.sheet, heads.at))}::jsonb) as one (at integer, cells jsonb)`.execute(
    tx,
  );
  return { roll, again: false };
}
