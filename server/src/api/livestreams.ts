import { citizenLive, livestreamCover } from "@wsi/shared/contract";
import { dropReminder, findCover, presentForCitizen, wishReminder } from "../broadcasts/index.ts";
import type { Door } from "../http/door.ts";
import { perMinute } from "../http/limit.ts";
import { isRefusal, refuse } from "../refusal.ts";
import type { ApiParts } from "./parts.ts";

/** Livestreams: for everybody who is signed in, bound or not. */
export function livestreamRoutes(door: Door, parts: ApiParts): void {
  door.serve(citizenLive.livestreams, { who: "citizen", audit: "livestreams.view" }, ({ actor, tx, now }) =>
    presentForCitizen(tx, actor, now),
  );
  door.serve(
    citizenLive.remindMe,
    { who: "citizen", audit: "livestreams.remind", limit: perMinute("livestream-reminder", 30) },
    async ({ actor, input, tx, now, about }) => {
      about("livestream", input.id);
      const done = await wishReminder(tx, actor, input.id, now);
      return isRefusal(done) ? done : presentForCitizen(tx, actor, now);
    },
  );
  door.serve(
    citizenLive.forgetReminder,
    { who: "citizen", audit: "livestreams.forget" },
    async ({ actor, input, tx, now, about }) => {
      about("livestream", input.id);
      await dropReminder(tx, actor, input.id);
      return presentForCitizen(tx, actor, now);
    },
  );
  door.serveRaw(
    "GET",
    livestreamCover,
    { who: "anyone" },
    async (ctx, { tx }) => {
      const id = String(ctx.params["id"]);
      const cover = /^[0-9a-f-]{36}$/.test(id) ? await findCover(tx, id) : undefined;
      return cover
        ? { bytes: await parts.files.get(cover.sha256), type: cover.type }
        : refuse("not-found", "这场直播没有封面");
    },
    (ctx, { bytes, type }) => {
      ctx.type = type;
      ctx.set("Cache-Control", "public, max-age=600");
      ctx.body = bytes;
    },
  );
}
