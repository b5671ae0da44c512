import { menuRoutes as r } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import type { Door } from "../../http/door.ts";
import {
  approveVersion,
  clicksOf,
  createMenu,
  discardDraft,
  listMenus,
  menuChoices,
  menuTags,
  publishAgain,
  recallSubmitted,
  rejectVersion,
  restoreVersion,
  saveDraft,
  seedMenu,
  submitDraft,
  viewMenu,
  withdrawMenu,
} from "../../menus/index.ts";
import { isRefusal, type Refusal } from "../../refusal.ts";

const who = { staff: ["editor", "supervisor"] } as const;

/** The menu below the chat: drafting, approving, publishing, going back. What one act changed is answered as the whole menu anew. */
export function menuRoutes(door: Door): void {
  const then = (tx: Tx, done: Refusal | undefined, id: string, staffId: string) =>
    isRefusal(done) ? done : viewMenu(tx, id, staffId);

  door.serve(r.list, { who, audit: "staff.menu.list" }, async ({ tx, now }) => {
    await seedMenu(tx, now);
    return listMenus(tx);
  });
  door.serve(r.choices, { who, audit: "staff.menu.choices" }, ({ tx }) => menuChoices(tx));
  door.serve(r.tags, { who, audit: "staff.menu.tags" }, ({ tx }) => menuTags(tx));
  door.serve(r.view, { who, audit: "staff.menu.view" }, ({ input, actor, tx, about }) => {
    about("menu", input.id);
    return viewMenu(tx, input.id, actor.staffId);
  });
  door.serve(r.clicks, { who, audit: "staff.menu.clicks" }, ({ input, tx, now, about }) => {
    about("menu", input.id);
    return clicksOf(tx, input.id, Number(input.days), now);
  });
  door.serve(r.create, { who, audit: "staff.menu.create" }, async ({ input, actor, tx, now, about }) => {
    const made = await createMenu(tx, input.tag, actor.staffId, now);
    if (isRefusal(made)) return made;
    about("menu", made);
    return viewMenu(tx, made, actor.staffId);
  });
  door.serve(r.save, { who, audit: "staff.menu.save" }, async ({ input, actor, tx, now, about }) => {
    about("menu", input.id);
    await seedMenu(tx, now);
    return then(tx, await saveDraft(tx, input, actor.staffId, now), input.id, actor.staffId);
  });
  door.serve(r.discard, { who, audit: "staff.menu.discard" }, async ({ input, actor, tx, about, detail }) => {
    about("menu", input.id);
    detail({ version: input.version });
    return then(tx, await discardDraft(tx, input), input.id, actor.staffId);
  });
  door.serve(r.submit, { who, audit: "staff.menu.submit" }, async ({ input, actor, tx, about, detail }) => {
    about("menu", input.id);
    detail({ version: input.version });
    return then(tx, await submitDraft(tx, input, actor.staffId), input.id, actor.staffId);
  });
  door.serve(r.recall, { who, audit: "staff.menu.recall" }, async ({ input, actor, tx, about, detail }) => {
    about("menu", input.id);
    detail({ version: input.version });
    return then(tx, await recallSubmitted(tx, input, actor.staffId), input.id, actor.staffId);
  });
  door.serve(r.approve, { who, audit: "staff.menu.approve" }, async ({ input, actor, tx, now, about, detail }) => {
    about("menu", input.id);
    detail({ version: input.version });
    return then(tx, await approveVersion(tx, input, actor.staffId, now), input.id, actor.staffId);
  });
  door.serve(r.reject, { who, audit: "staff.menu.reject" }, async ({ input, actor, tx, now, about, detail }) => {
    about("menu", input.id);
    detail({ version: input.version });
    return then(tx, await rejectVersion(tx, input, actor.staffId, now), input.id, actor.staffId);
  });
  door.serve(r.restore, { who, audit: "staff.menu.restore" }, async ({ input, actor, tx, now, about, detail }) => {
    about("menu", input.id);
    detail({ from: input.version });
    return then(tx, await restoreVersion(tx, input, actor.staffId, now), input.id, actor.staffId);
  });
  door.serve(r.withdraw, { who, audit: "staff.menu.withdraw" }, async ({ input, actor, tx, now, about }) => {
    about("menu", input.id);
    return then(tx, await withdrawMenu(tx, input, actor.staffId, now), input.id, actor.staffId);
  });
  door.serve(r.again, { who, audit: "staff.menu.again" }, async ({ input, actor, tx, now, about, detail }) => {
    about("menu", input.id);
    detail({ version: input.version });
    return then(tx, await publishAgain(tx, input, now), input.id, actor.staffId);
  });
}
