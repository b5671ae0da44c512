/** Who else looks into which talk and writes in it: collision signs, each true until it says so. Pure. */
import type { DeskSign } from "@wsi/shared/contract";

export type Signs = Readonly<Record<string, readonly DeskSign[]>>;
export const noSigns: Signs = {};

/** How often a sign is repeated while it goes on. */
export const repeatMs = 10_000;

/** Takes a sign in; the later of two of the same colleague in the same talk holds. */
export function withSign(signs: Signs, sign: DeskSign): Signs {
  const others = (signs[sign.conversationId] ?? []).filter((one) => one.staff.id !== sign.staff.id);
  const next = { ...signs, [sign.conversationId]: sign.doing === "gone" ? others : [...others, sign] };
  if (next[sign.conversationId]?.length === 0) delete next[sign.conversationId];
  return next;
}

/** Those who are still there, whoever writes first. Myself in another tab is nobody else. */
export const colleaguesAt = (signs: Signs, conversation: string, myId: string, now: Date): readonly DeskSign[] =>
  (signs[conversation] ?? [])
    .filter((one) => one.staff.id !== myId && Date.parse(one.until) > now.getTime())
    .toSorted(
      (a, b) => Number(b.doing === "types") - Number(a.doing === "types") || a.staff.name.localeCompare(b.staff.name),
    );
