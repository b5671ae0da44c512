import { MINUTE, type Clock } from "./clock.ts";
import { randomText } from "./random.ts";

/** A field of a template: `thing1` is shown as 事项 and takes what a `thing` may be. */
export interface TemplateField {
  name: string;
  label: string;
  example: string;
}

/** A template that the account took out of WeChat's library. */
export interface Template {
  /** 43 characters, the account's own. */
  id: string;
  /** For template messages 模板消息, or for subscription messages 订阅通知. */
  use: "template" | "subscription";
  /** Its number in the library. */
  tid: string;
  title: string;
  fields: readonly TemplateField[];
  /** One consent for one message, or one for many; template messages ask for none. */
  longTerm: boolean;
  scene: string;
}

/** At most 25 of each use. */
export interface Templates {
  list(use: Template["use"]): readonly Template[];
  find(id: string): Template | undefined;
  add(template: Omit<Template, "id">): Template;
  /** False when there is none of that id. */
  drop(id: string): boolean;
  /** A template message goes out once under its key (a follower and their client_msg_id) in ten minutes: the number of that one. */
  sentUnder(key: string): string | undefined;
  remember(key: string, msgId: string): void;
  toJSON(): SavedTemplates;
}
export type SavedTemplates = readonly Template[];

export const TEMPLATES_AT_MOST = 25;
const ONCE_IN_MS = 10 * MINUTE;

export function createTemplates(clock: Clock, saved: SavedTemplates = []): Templates {
  const sent = new Map<string, { at: number; msgId: string }>();
  const all = new Map(saved.map((one) => [one.id, one]));
  return {
    list: (use) => [...all.values()].filter((one) => one.use === use),
    find: (id) => all.get(id),
    add(template) {
      const kept = { ...template, id: randomText(43) };
      all.set(kept.id, kept);
      return kept;
    },
    drop: (id) => all.delete(id),
    sentUnder(key) {
      const found = sent.get(key);
      return found && clock.now() - found.at < ONCE_IN_MS ? found.msgId : undefined;
    },
    remember: (key, msgId) => void sent.set(key, { at: clock.now(), msgId }),
    toJSON: () => [...all.values()],
  };
}
