import { beijingDay, stateName } from "@wsi/shared/case";
import type { StaffActor } from "../../actor.ts";
import { offeredTime } from "../../appointments/index.ts";
import { findItem, findVisible } from "../../cases/index.ts";
import type { Tx } from "../../db.ts";
import { ownerOf, toSend, viewConversation, type Library } from "../../desk/index.ts";
import { isRefusal, type Refusal } from "../../refusal.ts";
import { deskPeople } from "./people.ts";
import type { ConsoleParts } from "../parts.ts";

/** What the desk's routes share: who is let in, whom they see, and the talk as it stands after what was done. */

export const agents = { staff: ["agent", "supervisor"] } as const;
export const supervisors = { staff: ["supervisor"] } as const;

/** How much of a talk an act answers: whoever acts has the rest on the screen, and years of talk are not worth sending for a word. */
const RECENT = 100;

export function deskParts(parts: ConsoleParts) {
  const people = deskPeople(parts);
  return {
    people,
    /** The talk after `done`, with its last messages; a refusal stays one. */
    async view(tx: Tx, done: object | Refusal, id: string, actor: StaffActor, now: Date) {
      return isRefusal(done) ? done : viewConversation(tx, id, { people, staffId: actor.staffId, last: RECENT }, now);
    },
    /** What can be sent besides words, as it stands now. */
    library(conversationId: string, now: Date): Library {
      return {
        entry(id) {
          const entry = parts.knowledge.find(id, beijingDay(now));
          if (!entry) return undefined;
          const { title, article } = entry.source;
          return { question: entry.question, answer: entry.answer, source: article ? `${title} ${article}` : title };
        },
        item(code) {
          const item = findItem(code);
          return item && { title: item.name };
        },
        async kase(tx, id) {
          const talk = await ownerOf(tx, conversationId);
          if (isRefusal(talk) || talk.personId === null) return undefined;
          const kase = await findVisible(tx, id, talk.personId, now);
          return isRefusal(kase) ? undefined : { title: kase.definition.name, state: stateName[kase.state] };
        },
        time: (tx, where) => offeredTime(tx, where, now),
        file: (tx, id) => toSend(tx, { id, conversationId, side: "staff" }),
      };
    },
  };
}
export type DeskParts = ReturnType<typeof deskParts>;

export const isSupervisor = (actor: StaffActor): boolean => actor.roles.includes("supervisor");
