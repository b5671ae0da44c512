import type { AttachedFile } from "@wsi/shared/contract";
import { inTransaction, type Db, type Tx } from "../../db.ts";
import type { Handler, Settled } from "../../outbox/index.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Files } from "../../ports/files.ts";
import type { Messages, Reply, TemporaryMedia } from "../../ports/messages.ts";
import { isRefusal } from "../../refusal.ts";
import type { OutgoingFile } from "../talk/carried.ts";
import { lockConversation } from "../talk/conversation.ts";
import { announceOne } from "../feed.ts";
import { keep, lookAt } from "./files.ts";
import { delivered } from "../talk/sending.ts";

/** Files on their way between a talk and WeChat, which keeps them for three days and no longer. */

export interface MediaWorld {
  db: Db;
  clock: Clock;
  files: Files;
  media: TemporaryMedia;
  messages: Messages;
}

/** Fetches what a follower sent. Doing it twice is harmless: the message is the file's key. */
export const fetchingHandler = (
  world: Pick<MediaWorld, "db" | "clock" | "files" | "media">,
): Handler<{ messageId: string; mediaId: string }> => ({
  repeatable: true,
  async deliver({ messageId, mediaId }) {
    const found = await world.media.fetch(mediaId);
    if (found.outcome === "gone")
      return { outcome: "refused", because: "微信上已经没有这个文件", advice: "请市民重新发一次" };
    const looked = await lookAt(found.bytes, "wechat");
    if (isRefusal(looked)) return { outcome: "refused", because: "文件打不开", advice: looked.body.message };
    return inTransaction(world.db, async (tx) => {
      const now = world.clock.now();
      const line = await lockLine(tx, messageId);
      if (!line) return { outcome: "sent" };
      const brought = { ...looked, conversationId: line.conversation_id, key: `wechat:${messageId}`, staffId: null };
      const file = await keep(world.files, tx, { ...brought, name: "" }, now);
      if (isRefusal(file)) return { outcome: "refused", because: "没有存下", advice: file.body.message };
      await show(tx, line, { ...line.attached, ...file, lack: undefined }, now);
      return { outcome: "sent" };
    });
  },
  async settled(tx, { messageId }, result) {
    if (result.outcome === "sent") return;
    const line = await lockLine(tx, messageId);
    if (line) await show(tx, line, { ...line.attached, lack: "lost" }, world.clock.now());
  },
});

async function lockLine(tx: Tx, messageId: string) {
  const found = await tx
    .selectFrom("desk_messages")
    .select("conversation_id")
    .where("id", "=", messageId)
    .executeTakeFirst();
  if (!found || isRefusal(await lockConversation(tx, found.conversation_id))) return undefined;
  const line = await tx
    .selectFrom("desk_messages")
    .select(["id", "conversation_id", "attached"])
    .where("id", "=", messageId)
    .executeTakeFirstOrThrow();
  return { ...line, attached: (line.attached ?? {}) as AttachedFile };
}

async function show(
  tx: Tx,
  line: { id: string; conversation_id: string },
  attached: AttachedFile,
  now: Date,
): Promise<void> {
  await tx
    .updateTable("desk_messages")
    .set({ attached: JSON.stringify(attached) })
    .where("id", "=", line.id)
    .execute();
  await announceOne(tx, line.conversation_id, line.id, now);
}

/** Hands the bytes to WeChat, then sends them to the follower. Once: WeChat knows no key. */
export const sendingHandler = (
  world: Pick<MediaWorld, "db" | "clock" | "files" | "media" | "messages">,
): Handler<OutgoingFile> => ({
  repeatable: false,
  async deliver({ openid, kind, file, mime }) {
    const row = await world.db
      .selectFrom("desk_files")
      .select(["stored_as", "erased_at"])
      .where("id", "=", file)
      .executeTakeFirst();
    if (!row || row.erased_at !== null)
      return { outcome: "refused", because: "文件已经不在了", advice: "请重新上传后再发" };
    const bytes = await world.files.get(row.stored_as);
    const ending = mime.split("/")[1]?.replace("jpeg", "jpg").replace("mpeg", "mp3") ?? "bin";
    const handed = await world.media.upload(kind, { bytes, name: `file.${ending}`, mime });
    if (handed.outcome === "refused") return handed;
    const reply: Reply = { kind, mediaId: handed.mediaId };
    return world.messages.send(openid, reply);
  },
  settled: (tx: Tx, _payload, result: Settled, key) => delivered(tx, key, result, world.clock.now()),
});
