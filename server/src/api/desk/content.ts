import type { AttachedOf, CitizenSendable } from "@wsi/shared/contract";
import type { CitizenActor } from "../../actor.ts";
import { findOwn } from "../../appointments/index.ts";
import { findItem, findVisible, nameCase } from "../../cases/index.ts";
import type { Tx } from "../../db.ts";
import { appointmentCard, compose, quoted, toSend, type Content, type Library } from "../../desk/index.ts";
import { isRefusal, refuse, type Refusal } from "../../refusal.ts";
import type { ApiParts } from "../parts.ts";

/**
 * Words, places, service items, and what the citizen uploaded in this very talk. Answers they only have from the office (`quoted`), their
 * cases they see by another rule than the desk (`caseCard`).
 */
const libraryOf = (conversationId: string): Library => ({
  entry: () => undefined,
  item(code) {
    const item = findItem(code);
    return item && { title: item.name };
  },
  kase: async () => undefined,
  time: async () => undefined,
  file: (tx, id) => toSend(tx, { id, conversationId, side: "citizen" }),
});

/** A case they may see now: their own, one in their name, or one they act in. What the desk reads of it names nobody in full. */
async function caseCard(
  parts: ApiParts,
  tx: Tx,
  { personId }: CitizenActor,
  id: string,
  now: Date,
): Promise<Content | Refusal> {
  if (personId === null)
    return refuse("not-bound", "绑定社保账户后才能发办件", { instead: "现在可以直接写，或者发照片" });
  const kase = await findVisible(tx, id, personId, now);
  if (isRefusal(kase)) return kase;
  const named = await nameCase(parts, tx, kase);
  const attached: AttachedOf["case-card"] = { case: id, ...named };
  const number = named.number === null ? "还没有提交" : `编号 ${named.number}`;
  return { kind: "case-card", text: `${named.title}，${number}`, attached };
}

/** A time they hold or held, or booked for another. */
async function heldTime({ core }: ApiParts, tx: Tx, { personId }: CitizenActor, id: string, now: Date) {
  if (personId === null) return refuse("not-bound", "绑定社保账户后才能发预约", { instead: "现在可以直接写" });
  const held = await findOwn(core, tx, personId, id, now);
  if (isRefusal(held)) return held;
  return appointmentCard({
    title: `预约号 ${held.number}`,
    place: `${held.hall.name}「${held.window.name}」`,
    day: held.day,
    time: held.from,
    open: `appointments/one/index?id=${id}`,
  });
}

/** What a citizen says in their talk: made by the server of what they may see, so that nothing on the console is made up. */
export async function contentOf(
  parts: ApiParts,
  tx: Tx,
  said: { actor: CitizenActor; id: string; text: string; attach?: CitizenSendable | undefined },
  now: Date,
): Promise<Content | Refusal> {
  const { actor, id, text, attach } = said;
  if (attach?.kind === "case-card") return caseCard(parts, tx, actor, attach.case, now);
  if (attach?.kind === "appointment-card") return heldTime(parts, tx, actor, attach.appointment, now);
  if (attach?.kind === "quoted") return quoted(tx, { identity: actor.openid, messageId: attach.message });
  return compose(tx, libraryOf(id), { text, attach });
}
