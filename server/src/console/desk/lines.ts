import { beijingDay } from "@wsi/shared/case";
import { desk } from "@wsi/shared/contract";
import { lastWords, listEarlier, recall, retry, saveDraft, sendByNotice } from "../../desk/index.ts";
import type { Door } from "../../http/door.ts";
import { perMinute } from "../../http/limit.ts";
import { isRefusal } from "../../refusal.ts";
import { agents, type DeskParts } from "./parts.ts";
import { suggestionOf } from "./suggestion.ts";
import type { ConsoleParts } from "../parts.ts";

const MOST_SUGGESTIONS = 3;

/** The lines of a talk: taken back, sent again, sent by other means; and what helps in writing them. */
export function deskLineRoutes(door: Door, { knowledge }: ConsoleParts, { view }: DeskParts): void {
  door.serve(desk.recall, { who: agents, audit: "staff.desk.recall" }, async ({ input, actor, tx, now, about }) => {
    const { id, message: messageId } = input;
    about("conversation", id);
    return view(tx, await recall(tx, { id, messageId, staffId: actor.staffId }, now), id, actor, now);
  });
  door.serve(
    desk.retry,
    { who: agents, audit: "staff.desk.retry" },
    async ({ input, actor, tx, now, about, detail }) => {
      const { id, message: messageId, sure = false } = input;
      about("conversation", id);
      detail({ sure });
      return view(tx, await retry(tx, { id, messageId, sure, staffId: actor.staffId }, now), id, actor, now);
    },
  );
  door.serve(
    desk.otherMeans,
    { who: agents, audit: "staff.desk.other-means", limit: perMinute("desk-other-means", 30, "let-in") },
    async ({ input, actor, tx, now, about }) => {
      about("conversation", input.id);
      const said = await sendByNotice(tx, { ...input, staffId: actor.staffId }, now);
      return view(tx, said, input.id, actor, now);
    },
  );
  door.serve(desk.saveDraft, { who: agents, audit: "staff.desk.draft" }, ({ input, actor, tx, now, about }) => {
    about("conversation", input.id);
    return saveDraft(tx, { ...input, staffId: actor.staffId }, now);
  });
  door.serve(desk.earlier, { who: agents, audit: "staff.desk.earlier" }, ({ input, tx, about }) => {
    about("conversation", input.id);
    return listEarlier(tx, input.id);
  });
  door.serve(desk.suggestions, { who: agents, audit: "staff.desk.suggestions" }, async ({ input, tx, now, about }) => {
    about("conversation", input.id);
    const words = await lastWords(tx, input.id);
    if (isRefusal(words)) return words;
    if (words.trim() === "") return [];
    const asked = knowledge.ask(words, beijingDay(now));
    const [best] = asked.best;
    if (!best) return [];
    return (
      asked.best
        .slice(0, MOST_SUGGESTIONS)
        // How sure the best is, and the others in proportion to it.
        .map(({ entry, score }) =>
          suggestionOf(entry, best.score > 0 ? Math.round(((asked.confidence * score) / best.score) * 100) / 100 : 0),
        )
    );
  });
}
