import { randomUUID } from "node:crypto";
import type { Notice } from "@wsi/shared/contract";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import { forgetWords, put, putMany, type Parcel } from "../outbox/index.ts";
import type { Reply } from "../ports/messages.ts";

export interface NoticeText {
  /** The same key is the same notice, however often it is told. */
  key: string;
  personId: string;
  title: string;
  text: string;
  /** A page of the mini-program. */
  open?: string;
}

/**
 * Tells a person something: always into the inbox of the mini-program, and to every WeChat of theirs that follows the account
 * through the outbox. In the caller's transaction: a decision and its notice stand or fall together.
 */
export async function tell(tx: Tx, notice: NoticeText, now: Date): Promise<void> {
  const kept = await tx
    .insertInto("notices")
    .values({
      id: randomUUID(),
      key: notice.key,
      person_id: notice.personId,
      at: now,
      title: notice.title,
      text: notice.text,
      open: notice.open ?? null,
      read_at: null,
    })
    .onConflict((same) => same.column("key").doNothing())
    .executeTakeFirst();
  if (kept.numInsertedOrUpdatedRows === 0n) return;
  const followers = await tx
    .selectFrom("followers")
    .select("openid")
    .where("person_id", "=", notice.personId)
    .where("unfollowed_at", "is", null)
    .execute();
  for (const { openid } of followers) await put(tx, parcelOf(notice, openid));
}

function parcelOf(notice: NoticeText, openid: string): Parcel {
  const reply: Reply = {
    kind: "text",
    text: `${notice.title}\n${notice.text}`,
    ...(notice.open ? { buttons: [{ label: "点这里查看", open: notice.open }] } : {}),
  };
  return {
    key: `notice:${notice.key}:${openid}`,
    kind: "wechat.message",
    stream: openid,
    payload: { openid, reply, notices: [notice.key] },
  };
}

/** A statement's worth. */
const manyAtOnce = 500;

/**
 * The same as `tell` for many, in few statements. None of the keys may have been told before: they belong to an act that happens once.
 */
export async function tellMany(tx: Tx, notices: readonly NoticeText[], now: Date): Promise<void> {
  for (let at = 0; at < notices.length; at += manyAtOnce) {
    const some = notices.slice(at, at + manyAtOnce);
    await tellQuietly(tx, some, now);
    const followers = await tx
      .selectFrom("followers")
      .select(["openid", "person_id"])
      .where(sql<boolean>`person_id = any(${some.map((one) => one.personId)}::text[])`)
      .where("unfollowed_at", "is", null)
      .execute();
    const of = new Map(some.map((one) => [one.personId, one]));
    await putMany(
      tx,
      followers.flatMap(({ openid, person_id }) => {
        const notice = of.get(person_id ?? "");
        return notice ? [parcelOf(notice, openid)] : [];
      }),
    );
  }
}

/** Tells many persons, in the inbox of the mini-program alone: nobody's WeChat rings. A key that was told is not told again. */
export async function tellQuietly(tx: Tx, notices: readonly NoticeText[], now: Date): Promise<void> {
  if (notices.length === 0) return;
  await tx
    .insertInto("notices")
    .values(
      notices.map(({ key, personId, title, text, open }) => ({
        id: randomUUID(),
        key,
        person_id: personId,
        at: now,
        title,
        text,
        open: open ?? null,
        read_at: null,
      })),
    )
    .onConflict((same) => same.column("key").doNothing())
    .execute();
}

export async function listNotices(tx: Tx, personId: string): Promise<Notice[]> {
  const rows = await tx
    .selectFrom("notices")
    .selectAll()
    .where("person_id", "=", personId)
    .orderBy("at", "desc")
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    title: row.title,
    text: row.text,
    open: row.open,
    read: row.read_at !== null,
  }));
}

export const readNotice = (tx: Tx, personId: string, id: string, now: Date) =>
  tx
    .updateTable("notices")
    .set({ read_at: now })
    .where("id", "=", id)
    .where("person_id", "=", personId)
    .where("read_at", "is", null)
    .execute();

export async function countUnread(tx: Tx, personId: string): Promise<number> {
  const { count } = await tx
    .selectFrom("notices")
    .select((q) => q.fn.countAll<string>().as("count"))
    .where("person_id", "=", personId)
    .where("read_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * Deletes what was told to people under keys that begin like this, in the inbox and what WeChat would not deliver. Parcels that were sent
 * lose their words within a week (trimOutbox); those that were given up wait for a person, and lose them here. Answers how many notices.
 */
export async function forgetNotices(tx: Tx, keyBeginning: string): Promise<number> {
  await forgetWords(tx, `notice:${keyBeginning}`);
  const { numDeletedRows } = await tx
    .deleteFrom("notices")
    .where("key", "like", `${keyBeginning.replace(/[\\%_]/g, "\\$&")}%`)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
