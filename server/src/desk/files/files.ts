import { createHash, randomUUID } from "node:crypto";
import { deskFileDays, maxFileBytes, type AttachedFile, type DeskFile } from "@wsi/shared/contract";
import { beginningOf } from "@wsi/shared/values";
import { fileTypeFromBuffer } from "file-type";
import { sql, type Selectable } from "kysely";
import { inTransaction, type Db, type Tx } from "../../db.ts";
import type { Files } from "../../ports/files.ts";
import { isRefusal, refuse, type Refusal } from "../../refusal.ts";
import { closedAlready, isServed, lockConversation, takenBy } from "../talk/conversation.ts";
import { withoutTraces } from "./pictures.ts";
import { soundOfWebm } from "./sounds.ts";
import type { DeskFilesTable } from "../tables.ts";

/** Pictures, voices and papers of a talk: looked at before they are kept, shown to the two sides of their talk only, erased in time. */

/** By what their bytes say. m4a is what phones record; browsers put voice into the container of videos, some of them into WebM. */
const taken: Readonly<Record<string, string>> = {
  "image/jpeg": "image/jpeg",
  "image/png": "image/png",
  "image/webp": "image/webp",
  "application/pdf": "application/pdf",
  "audio/amr": "audio/amr",
  "audio/mpeg": "audio/mpeg",
  "audio/x-m4a": "audio/mp4",
  "audio/mp4": "audio/mp4",
  "video/mp4": "video/mp4",
  "video/webm": "audio/webm",
};
/** What WeChat's phones send besides. */
const takenFromWechat: Readonly<Record<string, string>> = { ...taken, "image/gif": "image/gif" };

const MOST_FILES = 100;

export interface Looked {
  mime: string;
  /** Without what a phone wrote into a picture, a browser into a recording. */
  bytes: Buffer;
}

/** What the bytes are, or why they are not taken; outside any transaction. */
export async function lookAt(bytes: Buffer, from: "upload" | "wechat" = "upload"): Promise<Looked | Refusal> {
  if (bytes.length === 0) return refuse("bad-input", "这个文件是空的，请重新选择");
  if (bytes.length > maxFileBytes) return refuse("too-large", "文件超过 10 MB，请压缩或重新拍一张再传");
  const found = (await fileTypeFromBuffer(bytes))?.mime ?? "";
  const mime = (from === "wechat" ? takenFromWechat : taken)[found];
  if (mime === undefined)
    return refuse(
      "wrong-file-type",
      "这种文件发不了。可以发 JPG、PNG、WebP 图片，PDF 文件，或者语音；别的请截成图片再发",
    );
  if (mime === "audio/webm") {
    const sound = soundOfWebm(bytes);
    return sound ? { mime, bytes: sound } : refuse("wrong-file-type", "这段录像发不了。请截成图片，或者用文字说");
  }
  const clean = withoutTraces(bytes, mime);
  return clean ? { mime, bytes: clean } : refuse("wrong-file-type", "这张图片不完整，打不开。请重新拍一张再发");
}

/** The store knows bytes by a name of 64 digits. Mixed with the talk, so that erasing them never takes the same bytes from somebody else. */
const nameInStore = (conversationId: string, bytes: Buffer): string =>
  createHash("sha256").update(`desk:${conversationId}:`).update(bytes).digest("hex");

const cleanName = (name: string): string => beginningOf(name.replace(/[^\p{L}\p{N}._ -]/gu, "_"), 100);
type Row = Selectable<DeskFilesTable>;
const print = ({ id, name, mime, bytes }: Row): DeskFile => ({ id, name, mime, bytes });

export interface Brought extends Looked {
  conversationId: string;
  key: string;
  name: string;
  /** Null: the citizen. */
  staffId: string | null;
}

/** Keeps looked-at bytes for a talk the caller knows to be open to this side; the same key is the same file. */
export async function keep(files: Files, tx: Tx, brought: Brought, now: Date): Promise<DeskFile | Refusal> {
  const { conversationId, key, staffId, mime, bytes } = brought;
  const known = await tx.selectFrom("desk_files").selectAll().where("key", "=", key).executeTakeFirst();
  if (known)
    return known.conversation_id === conversationId ? print(known) : refuse("conflict", "操作标识重复，请重新选择文件");
  const { n } = await tx
    .selectFrom("desk_files")
    .select((row) => row.fn.countAll<number>().as("n"))
    .where("conversation_id", "=", conversationId)
    .executeTakeFirstOrThrow();
  if (n >= MOST_FILES)
    return refuse("refused", `一次咨询最多 ${MOST_FILES} 个文件`, { instead: "请结束后重新咨询，或把资料带到窗口" });
  const stored = nameInStore(conversationId, bytes);
  // The bytes first: a row never points at nothing.
  await files.put(stored, bytes);
  return print(
    await tx
      .insertInto("desk_files")
      .values({
        id: randomUUID(),
        conversation_id: conversationId,
        side: staffId === null ? "citizen" : "staff",
        staff_id: staffId,
        key,
        name: cleanName(brought.name),
        mime,
        bytes: bytes.length,
        stored_as: stored,
        uploaded_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
}

/** A citizen's upload into their own talk. */
export async function keepFromCitizen(
  files: Files,
  tx: Tx,
  given: Looked & { identity: string; conversationId: string; key: string; name: string },
  now: Date,
): Promise<DeskFile | Refusal> {
  const talk = await lockConversation(tx, given.conversationId);
  if (isRefusal(talk) || talk.channel !== "mini" || talk.identity !== given.identity) return absentTalk();
  if (talk.state === "closed") return refuse("conflict", "这次咨询已经结束，请重新发起咨询");
  return keep(files, tx, { ...given, key: `citizen:${given.identity}:${given.key}`, staffId: null }, now);
}

/** The upload of whoever serves the talk. */
export async function keepFromStaff(
  files: Files,
  tx: Tx,
  given: Looked & { staffId: string; conversationId: string; key: string; name: string },
  now: Date,
): Promise<DeskFile | Refusal> {
  const talk = await lockConversation(tx, given.conversationId);
  if (isRefusal(talk)) return talk;
  if (talk.state === "closed") return closedAlready();
  if (!isServed(talk)) return refuse("conflict", "请先接待这个会话，再发文件");
  if (talk.agent_id !== given.staffId) return takenBy(tx, talk);
  return keep(files, tx, { ...given, key: `staff:${given.staffId}:${given.key}` }, now);
}

const absentTalk = () => refuse("not-found", "找不到这次咨询，请重新进入");
const absentFile = () => refuse("not-found", "找不到这个文件，可能已经撤回");
const erased = () => refuse("not-found", `文件只保存到咨询结束后 ${deskFileDays} 天，这个文件已经按规定删除`);

/** What this side of this talk uploaded, to be sent. */
export async function toSend(
  tx: Tx,
  { id, conversationId, side }: { id: string; conversationId: string; side: "citizen" | "staff" },
): Promise<AttachedFile | undefined> {
  const row = await tx
    .selectFrom("desk_files")
    .selectAll()
    .where("id", "=", id)
    .where("conversation_id", "=", conversationId)
    .where("side", "=", side)
    .where("erased_at", "is", null)
    .executeTakeFirst();
  return row && print(row);
}

/** Said and not taken back: what the other side may see. */
const wasSaid = sql<boolean>`exists (select from desk_messages m where m.conversation_id = desk_files.conversation_id
  and m.attached ->> 'id' = desk_files.id::text and m.recalled_at is null)`;

/** A file for who looks at it. `identity`: a citizen, who sees their own talk and of it only what was said; null: the desk. */
export async function findFile(tx: Tx, id: string, identity: string | null): Promise<Row | Refusal> {
  const row = await tx
    .selectFrom("desk_files")
    .innerJoin("conversations", "conversations.id", "desk_files.conversation_id")
    .selectAll("desk_files")
    .select(["conversations.channel", "conversations.identity", wasSaid.as("said")])
    .where("desk_files.id", "=", id)
    .executeTakeFirst();
  if (!row || !row.said) return absentFile();
  if (identity !== null && (row.channel !== "mini" || row.identity !== identity)) return absentFile();
  return row.erased_at === null ? row : erased();
}

const AT_ONCE = 200;

/**
 * Erases the bytes of talks that ended long enough ago and have no open ticket; the lines that showed them say so. The bytes go first, so
 * that a turn that dies is simply done again.
 */
export async function eraseFiles(db: Db, files: Files, now: Date): Promise<number> {
  const before = new Date(now.getTime() - deskFileDays * 24 * 3_600_000);
  for (let count = 0; ;) {
    const rows = await db
      .selectFrom("desk_files")
      .innerJoin("conversations as c", "c.id", "desk_files.conversation_id")
      .select(["desk_files.id", "desk_files.stored_as", "desk_files.conversation_id"])
      .where("desk_files.erased_at", "is", null)
      .where("c.state", "=", "closed")
      .where("c.closed_at", "<", before)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("desk_tickets as t")
              .select("t.id")
              .whereRef("t.conversation_id", "=", "c.id")
              .where("t.settled_at", "is", null),
          ),
        ),
      )
      .limit(AT_ONCE)
      .execute();
    if (rows.length === 0) return count;
    for (const row of rows) await files.drop(row.stored_as);
    const ids = rows.map((row) => row.id);
    await inTransaction(db, async (tx) => {
      await tx.updateTable("desk_files").set({ erased_at: now, name: "" }).where("id", "in", ids).execute();
      await sql`update desk_messages set attached = '{"lack":"erased"}'::jsonb
        where conversation_id = any(${rows.map((row) => row.conversation_id)}::text[]) and attached ->> 'id' = any(${ids}::text[])`.execute(
        tx,
      );
    });
    count += rows.length;
  }
}
