/**
 * What one member of staff is writing, kept outside the screen: it survives going to another room, signing in again and
 * reloading the page, and a message on its way goes on being sent when nobody looks.
 */
import * as v from "valibot";
import { remember, remembered } from "../../kept.ts";
import { emptyComposer, type Composer } from "./composer.ts";

const text = v.string();
const kept = v.object({
  drafts: v.record(text, text),
  pending: v.array(
    v.object({
      key: text,
      conversation: text,
      text,
      at: text,
      failure: v.nullable(text),
      waits: v.optional(v.boolean(), false),
      before: v.array(text),
    }),
  ),
});

const interrupted = "页面中途刷新过，不确定有没有发出。点「重试」不会让市民收到两遍。";

/** What was kept, read again. What was on its way may have arrived or not; the same key makes trying again harmless. */
export function readWriting(stored: string | null): Composer {
  if (stored === null) return emptyComposer;
  let found: unknown;
  try {
    found = JSON.parse(stored);
  } catch {
    return emptyComposer;
  }
  const read = v.safeParse(kept, found);
  if (!read.success) return emptyComposer;
  const { drafts, pending } = read.output;
  return { drafts, pending: pending.map((one) => ({ ...one, failure: one.failure ?? interrupted })) };
}

/** Why a message is held back; it is the reason, too, by which it is known again when the way is free. */
export const behind = "前一条还没有发出，先处理上面那条";

/** A message waits while an earlier one of the same talk has not left: a citizen must not read the answer backwards. */
export function isBehindFailure(composer: Composer, key: string): boolean {
  const at = composer.pending.findIndex((one) => one.key === key);
  const mine = composer.pending[at];
  return composer.pending
    .slice(0, Math.max(0, at))
    .some((one) => one.conversation === mine?.conversation && one.failure !== null);
}

/** The message that was held back and may go now, when the one before it has left. */
export function freed(composer: Composer, conversation: string): string | null {
  const next = composer.pending.find((one) => one.conversation === conversation);
  return next?.failure === behind ? next.key : null;
}

export interface Writing {
  now: () => Composer;
  change: (next: (composer: Composer) => Composer) => void;
  listen: (changed: () => void) => () => void;
}

export function createWriting(stored: string | null, store: (value: string | null) => void): Writing {
  let composer = readWriting(stored);
  const listeners = new Set<() => void>();
  return {
    now: () => composer,
    change(next) {
      const changed = next(composer);
      if (changed === composer) return;
      composer = changed;
      const empty = Object.keys(composer.drafts).length === 0 && composer.pending.length === 0;
      store(empty ? null : JSON.stringify(composer));
      for (const listener of listeners) listener();
    },
    listen(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
  };
}

const desks = new Map<string, Writing>();
/** The writing of this member of staff at this browser tab. */
export function writingOf(staffId: string): Writing {
  const name = `writing:${staffId}`;
  const known = desks.get(staffId);
  if (known) return known;
  const fresh = createWriting(remembered("sessionStorage", name), (value) => remember("sessionStorage", name, value));
  desks.set(staffId, fresh);
  return fresh;
}
