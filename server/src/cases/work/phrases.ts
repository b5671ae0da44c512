import { randomUUID } from "node:crypto";
import type { Phrase, PhraseKind } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import { refuse, type Refusal } from "../../refusal.ts";
import { findItem } from "../open.ts";

const mostOwn = 100;

interface Reader {
  id: string;
  supervisor: boolean;
}

/** The wordings one may pick from: one's own and everybody's, of this item and of all. */
export async function listPhrases(tx: Tx, reader: Reader, item?: string): Promise<Phrase[]> {
  const rows = await tx
    .selectFrom("review_phrases")
    .selectAll()
    .where((q) => q.or([q("owner", "is", null), q("owner", "=", reader.id)]))
    .$if(item !== undefined, (q) => q.where((r) => r.or([r("item_code", "is", null), r("item_code", "=", item ?? "")])))
    .orderBy("kind")
    .orderBy("item_code")
    .orderBy("created_at", "desc")
    .limit(500)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    item: row.item_code,
    shared: row.owner === null,
    text: row.text,
    mayRemove: row.owner === reader.id || (row.owner === null && reader.supervisor),
  }));
}

/** Anyone keeps wordings for themselves; what everybody reads is a supervisor's. */
export async function addPhrase(
  tx: Tx,
  by: Reader,
  given: { kind: PhraseKind; item: string | null; shared: boolean; text: string },
  now: Date,
): Promise<Phrase | Refusal> {
  if (given.shared && !by.supervisor) return refuse("not-allowed", "公共用语由主管维护，您可以存为自己的常用语");
  if (given.item !== null && !findItem(given.item)) return refuse("bad-input", "没有这个事项，请重新选择");
  const known = await tx
    .selectFrom("review_phrases")
    .select(["kind", "item_code", "text"])
    .where("owner", given.shared ? "is" : "=", given.shared ? null : by.id)
    .execute();
  if (known.length >= mostOwn && !given.shared) return refuse("conflict", `最多存 ${mostOwn} 条，请先删去不用的`);
  if (known.some((one) => one.kind === given.kind && one.item_code === given.item && one.text === given.text))
    return refuse("conflict", "这一条已经有了");
  const id = randomUUID();
  await tx
    .insertInto("review_phrases")
    .values({
      id,
      kind: given.kind,
      item_code: given.item,
      owner: given.shared ? null : by.id,
      text: given.text,
      created_by: by.id,
      created_at: now,
    })
    .execute();
  return { id, kind: given.kind, item: given.item, shared: given.shared, text: given.text, mayRemove: true };
}

export async function removePhrase(tx: Tx, by: Reader, id: string): Promise<Refusal | undefined> {
  const row = await tx.selectFrom("review_phrases").select("owner").where("id", "=", id).executeTakeFirst();
  // Another's own wording is as absent as one that never was.
  if (!row || (row.owner !== null && row.owner !== by.id)) return refuse("not-found", "没有这条用语，可能已经删了");
  if (row.owner === null && !by.supervisor) return refuse("not-allowed", "公共用语只有主管能删");
  await tx.deleteFrom("review_phrases").where("id", "=", id).execute();
  return undefined;
}
