import type { RouterContext } from "@koa/router";
import { citizenDeskFiles } from "@wsi/shared/contract";
import { findFile, keepFromCitizen, lookAt } from "../../desk/index.ts";
import type { Door } from "../../http/door.ts";
import { perMinute } from "../../http/limit.ts";
import { serveFile } from "../../http/served-file.ts";
import { readTalkUpload, uuid } from "../../http/talk-upload.ts";
import { isRefusal, refuse } from "../../refusal.ts";
import type { ApiParts } from "../parts.ts";

/** What a citizen sends to the desk besides words, and what the desk sent to them. */
export function deskFileRoutes(door: Door, { files }: ApiParts): void {
  door.serveRaw(
    "POST",
    citizenDeskFiles.upload,
    { who: "citizen", audit: "desk.upload", limit: perMinute("desk-upload", 20) },
    (_ctx, { actor, tx, now, about, body }) => {
      about("conversation", body.conversationId);
      return keepFromCitizen(files, tx, { ...body, identity: actor.openid }, now);
    },
    (ctx, view) => {
      ctx.body = view;
    },
    (ctx: RouterContext) => readTalkUpload(ctx, lookAt),
  );

  door.serveRaw(
    "GET",
    citizenDeskFiles.file,
    { who: "citizen", audit: "desk.file.view" },
    async (ctx, { actor, tx, about }) => {
      const id = String(ctx.params["id"]);
      const file = uuid.test(id) ? await findFile(tx, id, actor.openid) : refuse("not-found", "找不到这个文件");
      if (isRefusal(file)) return file;
      about("desk-file", id);
      return { bytes: await files.get(file.stored_as), mime: file.mime, name: file.name };
    },
    serveFile,
  );
}
