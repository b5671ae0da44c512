import type { RouterContext } from "@koa/router";
import { staffDeskFiles } from "@wsi/shared/contract";
import { findFile, keepFromStaff, lookAt } from "../../desk/index.ts";
import type { Door } from "../../http/door.ts";
import { perMinute } from "../../http/limit.ts";
import { serveFile } from "../../http/served-file.ts";
import { readTalkUpload, uuid } from "../../http/talk-upload.ts";
import { isRefusal, refuse } from "../../refusal.ts";
import { agents } from "./parts.ts";
import type { ConsoleParts } from "../parts.ts";

/** Files of the talks at the desk: whoever may read a talk sees them, whoever serves it adds to them. */
export function deskFileRoutes(door: Door, { files }: ConsoleParts): void {
  door.serveRaw(
    "POST",
    staffDeskFiles.upload,
    { who: agents, audit: "staff.desk.upload", limit: perMinute("desk-staff-upload", 40) },
    (_ctx, { actor, tx, now, about, body }) => {
      about("conversation", body.conversationId);
      return keepFromStaff(files, tx, { ...body, staffId: actor.staffId }, now);
    },
    (ctx, view) => {
      ctx.body = view;
    },
    (ctx: RouterContext) => readTalkUpload(ctx, lookAt),
  );

  door.serveRaw(
    "GET",
    staffDeskFiles.file,
    { who: agents, audit: "staff.desk.file.view" },
    async (ctx, { tx, about }) => {
      const id = String(ctx.params["id"]);
      const file = uuid.test(id) ? await findFile(tx, id, null) : refuse("not-found", "找不到这个文件");
      if (isRefusal(file)) return file;
      about("desk-file", id);
      return { bytes: await files.get(file.stored_as), mime: file.mime, name: file.name };
    },
    serveFile,
  );
}
