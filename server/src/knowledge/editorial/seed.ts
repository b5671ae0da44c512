import type { Db, Tx } from "../../db.ts";
import { inTransaction } from "../../db.ts";
import { entries as ownEntries } from "../entries/index.ts";
import { asksOf, digestOfDraft, draftOf, type BuiltIn } from "./draft.ts";
import { put } from "./edit.ts";
import { goldenSeed, type GoldenSeed } from "./golden-seed.ts";
import { announce, lockBase } from "./published.ts";
import { addVersions, type EntryRow, type NewVersion } from "./store.ts";

const SEED = "seed";
const CHUNK = 500;

export interface Seeded {
  added: number;
  renewed: number;
  golden: number;
}

/**
 * Brings what came with this release into the base: new entries are published, entries that nobody here has touched get their new words,
 * those that editors have changed or withdrawn stay as they are. Any number of processes may do this at once, any number of times.
 */
export const loadSeed = (
  db: Db,
  at: Date,
  entries: readonly BuiltIn[] = ownEntries,
  golden: readonly GoldenSeed[] = goldenSeed,
): Promise<Seeded> =>
  inTransaction(db, async (tx) => {
    await lockBase(tx);
    const added = await addNew(tx, entries, at);
    const renewed = await renew(tx, entries, at);
    if (added + renewed > 0) await announce(tx);
    return { added, renewed, golden: await seedGolden(tx, golden, at) };
  });

async function addNew(tx: Tx, entries: readonly BuiltIn[], at: Date): Promise<number> {
  const known = new Set((await tx.selectFrom("knowledge_entries").select("id").execute()).map((row) => row.id));
  const fresh = entries.filter((entry) => !known.has(entry.id));
  const versions: NewVersion[] = [];
  for (let from = 0; from < fresh.length; from += CHUNK) {
    const rows = fresh.slice(from, from + CHUNK).map((entry): EntryRow => {
      const draft = draftOf(entry);
      versions.push({ id: entry.id, version: 1, draft, origin: "seed", maker: SEED });
      return {
        id: entry.id,
        created_at: at,
        updated_at: at,
        versions: 1,
        published: 1,
        state: "published",
        newest: 1,
        authors: [],
        seed_digest: digestOfDraft(draft),
        asks: asksOf(draft.question),
        asks_published: asksOf(draft.question),
      };
    });
    await tx.insertInto("knowledge_entries").values(rows).execute();
  }
  await addVersions(tx, versions, { what: "seeded", reason: null }, at);
  return fresh.length;
}

async function renew(tx: Tx, entries: readonly BuiltIn[], at: Date): Promise<number> {
  const rows = await tx.selectFrom("knowledge_entries").selectAll().where("seed_digest", "is not", null).execute();
  const standing = new Map(rows.map((row) => [row.id, row]));
  const versions: NewVersion[] = [];
  for (const entry of entries) {
    const row = standing.get(entry.id);
    const draft = draftOf(entry);
    const digest = digestOfDraft(draft);
    if (!row || row.seed_digest === digest || row.state !== "published") continue;
    const written = await tx
      .selectFrom("knowledge_versions")
      .select(["origin", "draft"])
      .where("entry_id", "=", row.id)
      .execute();
    // Touched by people; or an older release that still runs somewhere, whose words were here before.
    if (written.some((one) => one.origin !== "seed" || digestOfDraft(one.draft) === digest)) continue;
    const version = row.versions + 1;
    const asks = asksOf(draft.question);
    await put(tx, {
      ...row,
      versions: version,
      published: version,
      newest: version,
      seed_digest: digest,
      asks,
      asks_published: asks,
      updated_at: at,
    });
    versions.push({ id: row.id, version, draft, origin: "seed", maker: SEED });
  }
  await addVersions(tx, versions, { what: "seeded", reason: "随新版本更新" }, at);
  return versions.length;
}

/** A question that an editor took out does not come back. */
async function seedGolden(tx: Tx, golden: readonly GoldenSeed[], at: Date): Promise<number> {
  const known = new Set((await tx.selectFrom("knowledge_golden").select("asks").execute()).map((row) => row.asks));
  const fresh = golden.filter(({ text }) => !known.has(asksOf(text)));
  if (fresh.length === 0) return 0;
  await tx
    .insertInto("knowledge_golden")
    .values(
      fresh.map(({ text, entryId }) => ({
        text,
        asks: asksOf(text),
        entry_id: entryId === "handoff" ? null : entryId,
        added_by: SEED,
        added_at: at,
        removed_by: null,
        removed_at: null,
        removed_because: null,
      })),
    )
    .execute();
  return fresh.length;
}
