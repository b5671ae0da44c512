import { staff } from "@wsi/shared/contract";
import {
  close,
  compose,
  isReady,
  listConversations,
  markRead,
  note,
  seen,
  send,
  setReady,
  take,
  viewConversation,
} from "../../desk/index.ts";
import type { Door } from "../../http/door.ts";
import { perMinute } from "../../http/limit.ts";
import { isRefusal } from "../../refusal.ts";
import { attend } from "../../roster/index.ts";
import type { ConsoleParts } from "../parts.ts";
import { agents, type DeskParts } from "./parts.ts";

/** The desk: the list, one talk, and what an agent does with it. */
export function deskRoutes(
  door: Door,
  { signs }: Pick<ConsoleParts, "signs">,
  { people, view, library }: DeskParts,
): void {
  door.serve(staff.conversations, { who: agents, audit: "staff.desk.list" }, async ({ actor, tx, now }) => {
    await seen(tx, actor.staffId, now);
    return { ...(await listConversations(tx, people, now)), ready: await isReady(tx, actor.staffId) };
  });

  door.serve(
    staff.conversation,
    { who: agents, audit: "staff.desk.view" },
    async ({ input, actor, tx, now, about }) => {
      about("conversation", input.id);
      const talk = await viewConversation(tx, input.id, { people, staffId: actor.staffId, after: input.after }, now);
      if (isRefusal(talk) || talk.agent?.id !== actor.staffId || talk.unread === 0) return talk;
      // Read is what its own agent has on the screen; a colleague who looks in changes nothing.
      await markRead(tx, input.id, talk.messages.at(-1)?.seq ?? input.after ?? 0);
      signs.read({ conversationId: input.id, staffId: actor.staffId, upTo: talk.lastAt });
      return { ...talk, unread: 0 };
    },
  );

  door.serve(staff.setReady, { who: agents, audit: "staff.desk.ready" }, async ({ input, actor, tx, now, detail }) => {
    detail({ ready: input.ready });
    await attend(tx, actor.staffId, input.ready ? "came" : "left", now);
    return setReady(tx, actor.staffId, input.ready, now);
  });

  door.serve(staff.take, { who: agents, audit: "staff.desk.take" }, async ({ input, actor, tx, now, about }) => {
    about("conversation", input.id);
    return view(tx, await take(tx, input.id, actor.staffId, now), input.id, actor, now);
  });

  door.serve(
    staff.say,
    { who: agents, audit: "staff.desk.say", limit: perMinute("desk-say", 120, "let-in") },
    async ({ input, actor, tx, now, about }) => {
      const { id, key } = input;
      about("conversation", id);
      const content = await compose(tx, library(id, now), input);
      if (isRefusal(content)) return content;
      return view(tx, await send(tx, { id, key, staffId: actor.staffId, ...content }, now), id, actor, now);
    },
  );

  door.serve(staff.note, { who: agents, audit: "staff.desk.note" }, async ({ input, actor, tx, now, about }) => {
    about("conversation", input.id);
    return view(tx, await note(tx, input.id, actor.staffId, input.text, now), input.id, actor, now);
  });

  door.serve(staff.close, { who: agents, audit: "staff.desk.close" }, async ({ input, actor, tx, now, about }) => {
    about("conversation", input.id);
    return view(tx, await close(tx, { ...input, staffId: actor.staffId }, now), input.id, actor, now);
  });
}
