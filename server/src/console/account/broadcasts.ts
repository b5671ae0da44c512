import { broadcastPictures, broadcastRoutes, type BroadcastView } from "@wsi/shared/contract";
import { PersonName } from "@wsi/shared/values";
import * as broadcasts from "../../broadcasts/index.ts";
import type { Broadcast, BroadcastParts, Step, StepGiven } from "../../broadcasts/index.ts";
import type { Tx } from "../../db.ts";
import type { Asked, Door } from "../../http/door.ts";
import type { StaffActor } from "../../actor.ts";
import { perMinute } from "../../http/limit.ts";
import { readUpload } from "../../http/upload.ts";
import { isRefusal, type Refusal } from "../../refusal.ts";
import type { ConsoleParts } from "../parts.ts";

const editors = { staff: ["editor", "supervisor"] } as const;

/** Broadcasts: drafts, approval, sending, results, the calendar, pictures and livestreams. */
export function broadcastsRoutes(door: Door, parts: ConsoleParts): void {
  const own = parts.broadcasts;
  const names = async (tx: Tx, ids: readonly string[]) =>
    new Map([...(await parts.core.findPeople(tx, ids))].map(([id, person]) => [id, PersonName.mask(person.name)]));

  /** What every change answers: the whole view anew. */
  async function show({ tx, actor, now, about }: Asked<unknown, StaffActor>, id: string | Refusal) {
    if (isRefusal(id)) return id;
    about("broadcast", id);
    const found = await broadcasts.findBroadcast(tx, id);
    return found ? broadcasts.presentBroadcast(tx, own, found, actor.staffId, now) : broadcasts.absent();
  }
  async function read<T>(
    { tx, about }: Asked<unknown, StaffActor>,
    id: string,
    present: (found: Broadcast) => Promise<T>,
  ) {
    about("broadcast", id);
    const found = await broadcasts.findBroadcast(tx, id);
    return found ? present(found) : broadcasts.absent();
  }

  const { list, view, versionOf, create, save, remove, copy, preview } = broadcastRoutes;
  door.serve(list, { who: editors, audit: "broadcast.list" }, ({ tx, input, now }) =>
    broadcasts.listBroadcasts(tx, own.tags, input, now),
  );
  door.serve(view, { who: editors, audit: "broadcast.view" }, (asked) => show(asked, asked.input.id));
  door.serve(versionOf, { who: editors, audit: "broadcast.version" }, async ({ tx, input, about }) => {
    about("broadcast", input.id);
    const version = Number(input.version);
    const draft = await broadcasts.findVersion(tx, input.id, version);
    return draft
      ? { version, draft, html: broadcasts.renderForConsole(draft, own.account.miniAppId) }
      : broadcasts.absent();
  });
  door.serve(create, { who: editors, audit: "broadcast.create" }, async (asked) =>
    show(asked, await broadcasts.createDraft(asked.tx, asked.actor.staffId, asked.input.draft, asked.now)),
  );
  door.serve(save, { who: editors, audit: "broadcast.save" }, async (asked) => {
    const saved = await broadcasts.saveDraft(asked.tx, asked.actor.staffId, asked.input, asked.now);
    return isRefusal(saved) ? saved : show(asked, saved.id);
  });
  door.serve(remove, { who: editors, audit: "broadcast.remove" }, ({ tx, input, about }) => {
    about("broadcast", input.id);
    return broadcasts.removeDraft(tx, input.id);
  });
  door.serve(copy, { who: editors, audit: "broadcast.copy" }, async (asked) =>
    show(asked, await broadcasts.copyDraft(asked.tx, asked.actor.staffId, asked.input.id, asked.now)),
  );
  // The pictures it brings to WeChat are kept even if this request breaks: not in its transaction.
  door.serve(
    preview,
    { who: editors, audit: "broadcast.preview", limit: perMinute("broadcast-preview", 10) },
    async ({ input, about }) => {
      about("broadcast", input.id);
      return (await broadcasts.previewTo(parts.db, own, input.id, input.to)) ?? broadcasts.absent();
    },
  );

  const doing = (step: Step) => async (asked: Asked<StepGiven, StaffActor>) => {
    const moved = await broadcasts.takeStep(asked.tx, step, asked.actor.staffId, asked.input, asked.now);
    return isRefusal(moved) ? moved : show(asked, moved.id);
  };
  door.serve(broadcastRoutes.submit, { who: editors, audit: "broadcast.submit" }, doing("submit"));
  door.serve(broadcastRoutes.withdraw, { who: editors, audit: "broadcast.withdraw" }, doing("withdraw"));
  door.serve(broadcastRoutes.approve, { who: editors, audit: "broadcast.approve" }, doing("approve"));
  door.serve(broadcastRoutes.reject, { who: editors, audit: "broadcast.reject" }, doing("reject"));
  door.serve(broadcastRoutes.schedule, { who: editors, audit: "broadcast.schedule" }, doing("schedule"));
  door.serve(broadcastRoutes.unschedule, { who: editors, audit: "broadcast.unschedule" }, doing("unschedule"));
  door.serve(broadcastRoutes.pause, { who: editors, audit: "broadcast.pause" }, doing("pause"));
  door.serve(broadcastRoutes.resume, { who: editors, audit: "broadcast.resume" }, doing("resume"));
  door.serve(broadcastRoutes.cancel, { who: editors, audit: "broadcast.cancel" }, doing("cancel"));

  const recaller = ({ actor }: { actor: StaffActor }) => ({
    staffId: actor.staffId,
    supervisor: actor.roles.includes("supervisor"),
  });
  door.serve(broadcastRoutes.recall, { who: editors, audit: "broadcast.recall" }, async (asked) => {
    const done = await broadcasts.askRecall(asked.tx, recaller(asked), asked.input, asked.now);
    return isRefusal(done) ? done : show(asked, done.id);
  });
  door.serve(broadcastRoutes.decideRecall, { who: editors, audit: "broadcast.recall.decide" }, async (asked) => {
    asked.detail({ agree: asked.input.agree });
    const done = await broadcasts.decideRecall(asked.tx, recaller(asked), asked.input, asked.now);
    return isRefusal(done) ? done : show(asked, done.id);
  });

  door.serve(broadcastRoutes.rehearse, { who: editors, audit: "broadcast.rehearse" }, (asked) =>
    read(asked, asked.input.id, (found) => broadcasts.rehearse(asked.tx, own, found, asked.now)),
  );
  door.serve(broadcastRoutes.progress, { who: editors, audit: "broadcast.progress" }, (asked) =>
    read(asked, asked.input.id, (found) => broadcasts.presentProgress(asked.tx, found, asked.now)),
  );
  door.serve(broadcastRoutes.recipients, { who: editors, audit: "broadcast.recipients" }, (asked) =>
    read(asked, asked.input.id, () => broadcasts.listRecipients(asked.tx, asked.input, names)),
  );
  door.serve(
    broadcastRoutes.settle,
    { who: editors, audit: "broadcast.settle" },
    async ({ tx, actor, input, now, about, detail }) => {
      about("broadcast", input.id);
      detail({ as: input.as });
      const settled = await broadcasts.settleUnknown(tx, actor.staffId, input, now);
      return isRefusal(settled) ? settled : broadcasts.presentProgress(tx, settled, now);
    },
  );
  door.serve(broadcastRoutes.statistics, { who: editors, audit: "broadcast.statistics" }, (asked) =>
    read(asked, asked.input.id, (found) => broadcasts.presentStatistics(asked.tx, found, asked.now)),
  );
  door.serve(broadcastRoutes.overview, { who: editors, audit: "broadcast.overview" }, ({ tx, input }) =>
    broadcasts.presentOverview(tx, input.from, input.to),
  );
  door.serve(broadcastRoutes.monthFigures, { who: editors, audit: "broadcast.month" }, ({ tx, input }) =>
    broadcasts.presentMonth(tx, input.month),
  );
  door.serve(broadcastRoutes.calendar, { who: editors, audit: "broadcast.calendar" }, ({ tx, input, now }) =>
    broadcasts.presentCalendar(tx, input.month, now),
  );
  door.serve(broadcastRoutes.audienceTags, { who: editors, audit: "broadcast.tags" }, ({ tx }) => own.tags.list(tx));
  door.serve(
    broadcastRoutes.refreshTemplates,
    { who: editors, audit: "broadcast.templates.refresh", limit: perMinute("broadcast-templates", 10) },
    () => broadcasts.refreshTemplates(parts.db, own),
  );
  door.serve(broadcastRoutes.templates, { who: editors, audit: "broadcast.templates" }, ({ tx }) =>
    broadcasts.listTemplates(tx, "consenting"),
  );
  livestreamRoutes(door, show);
  pictureRoutes(door, own);
}

function livestreamRoutes(
  door: Door,
  show: (asked: Asked<unknown, StaffActor>, id: string | Refusal) => Promise<BroadcastView | Refusal>,
): void {
  const routes = broadcastRoutes;
  door.serve(routes.livestreams, { who: editors, audit: "livestream.list" }, ({ tx, input, now }) =>
    broadcasts.listLivestreams(tx, input.which, now),
  );
  door.serve(
    routes.createLivestream,
    { who: editors, audit: "livestream.create" },
    async ({ tx, actor, input, now, about }) => {
      const made = await broadcasts.createLivestream(tx, actor.staffId, input.livestream, now);
      about("livestream", made.id);
      return made;
    },
  );
  door.serve(routes.saveLivestream, { who: editors, audit: "livestream.save" }, ({ tx, actor, input, now, about }) => {
    about("livestream", input.id);
    return broadcasts.saveLivestream(tx, actor.staffId, input, now);
  });
  door.serve(
    routes.cancelLivestream,
    { who: editors, audit: "livestream.cancel" },
    ({ tx, actor, input, now, about }) => {
      about("livestream", input.id);
      return broadcasts.cancelLivestream(tx, actor.staffId, input, now);
    },
  );
  door.serve(routes.setReplay, { who: editors, audit: "livestream.replay" }, ({ tx, input, now, about }) => {
    about("livestream", input.id);
    return broadcasts.setReplay(tx, input.id, input.url, now);
  });
  for (const [route, part] of [
    [routes.draftAnnouncement, "announcement"],
    [routes.draftReminder, "reminder"],
  ] as const)
    door.serve(route, { who: editors, audit: `livestream.${part}` }, async (asked) =>
      show(asked, await broadcasts.draftFor(asked.tx, asked.actor.staffId, asked.input.id, part, asked.now)),
    );
}

function pictureRoutes(door: Door, { files }: BroadcastParts): void {
  door.serveRaw(
    "POST",
    broadcastPictures.upload,
    { who: editors, audit: "broadcast.picture.upload" },
    (_ctx, { tx, actor, now, body }) => broadcasts.keepPicture(tx, files, actor.staffId, body, now),
    (ctx, picture) => void (ctx.body = picture),
    readUpload,
  );
  door.serveRaw(
    "GET",
    broadcastPictures.picture,
    { who: editors, audit: "broadcast.picture.view" },
    async (ctx, { tx, about }) => {
      const id = String(ctx.params["id"]);
      const picture = /^[0-9a-f-]{36}$/.test(id) ? await broadcasts.findPicture(tx, id) : undefined;
      if (!picture) return broadcasts.absent();
      about("broadcast-picture", picture.id);
      return { bytes: await files.get(picture.sha256), type: picture.type };
    },
    (ctx, { bytes, type }) => {
      ctx.type = type;
      ctx.set("Cache-Control", "private, max-age=3600");
      ctx.body = bytes;
    },
  );
}
