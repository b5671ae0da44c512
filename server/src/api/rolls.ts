import type { RouterContext } from "@koa/router";
import { beijingDay } from "@wsi/shared/case";
import { citizenRolls, rollFiles } from "@wsi/shared/contract";
import { isRollCode, rolls } from "@wsi/shared/rolls";
import type { Door } from "../http/door.ts";
import { perMinute } from "../http/limit.ts";
import { readUpload } from "../http/upload.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import {
  confirmRoll,
  dropRoll,
  errorsSheet,
  listRolls,
  mendRow,
  mendRows,
  readRollFile,
  receiveRoll,
  removeRow,
  rollKinds,
  takeBackRoll,
  templateSheet,
  viewRoll,
  type RollFile,
} from "../rolls/index.ts";
import type { ApiParts } from "./parts.ts";

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const mime = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  xls: "application/vnd.ms-excel",
} as const;
const absent = () => refuse("not-found", "没有这个页面，请从列表重新进入");
const query = (ctx: RouterContext, name: string) => String(ctx.query[name] ?? "");
const typeOf = (ctx: RouterContext): keyof typeof mime => (ctx.params["type"] === "xls" ? "xls" : "xlsx");

/** Parsing takes seconds and needs nothing of the database: it is done before the transaction, in a thread of its own. */
async function readFile(ctx: RouterContext): Promise<RollFile | Refusal> {
  const upload = await readUpload(ctx);
  if (isRefusal(upload)) return upload;
  const code = query(ctx, "kind");
  return readRollFile(upload, isRollCode(code) ? rolls[code].title : "");
}

function sendSheet(ctx: RouterContext, { name, bytes }: { name: string; bytes: Buffer }): void {
  const type = typeOf(ctx);
  ctx.type = mime[type];
  ctx.set("Cache-Control", "private, no-store");
  ctx.attachment(`${name}.${type}`);
  ctx.body = bytes;
}

/** Rolls 花名册 of an employer: sent in, checked, mended, confirmed. */
export function rollRoutes(door: Door, parts: ApiParts): void {
  const { core } = parts;

  door.serve(citizenRolls.rollKinds, { who: "person", audit: "roll.kinds" }, ({ actor, input, tx, now, about }) => {
    about("employer", input.employer);
    return rollKinds(core, tx, actor.personId, input.employer, beijingDay(now));
  });
  door.serve(citizenRolls.rolls, { who: "person", audit: "roll.list" }, ({ actor, input, tx, now, about }) => {
    about("employer", input.employer);
    return listRolls(tx, actor.personId, input.employer, beijingDay(now));
  });
  door.serve(citizenRolls.roll, { who: "person", audit: "roll.view" }, ({ actor, input, tx, now, about }) => {
    about("roll", input.id);
    return viewRoll(core, tx, actor.personId, input, now);
  });
  door.serve(
    citizenRolls.mendRollRow,
    { who: "person", audit: "roll.mend", limit: perMinute("roll-mend", 120) },
    async ({ actor, input, tx, now, about }) => {
      about("roll", input.id);
      const roll = await mendRow(tx, actor.personId, input, now);
      return isRefusal(roll) ? roll : viewRoll(core, tx, actor.personId, input, now);
    },
  );
  door.serve(
    citizenRolls.removeRollRow,
    { who: "person", audit: "roll.remove-row", limit: perMinute("roll-mend", 120) },
    async ({ actor, input, tx, now, about }) => {
      about("roll", input.id);
      const roll = await removeRow(tx, actor.personId, input, now);
      return isRefusal(roll) ? roll : viewRoll(core, tx, actor.personId, input, now);
    },
  );
  door.serve(
    citizenRolls.confirmRoll,
    { who: "person", audit: "roll.confirm", limit: perMinute("roll-confirm", 20) },
    async ({ actor, input, tx, now, about, detail }) => {
      about("roll", input.id);
      const roll = await confirmRoll(core, tx, actor.personId, input, now);
      if (isRefusal(roll)) return roll;
      detail({ people: roll.total });
      return viewRoll(core, tx, actor.personId, input, now);
    },
  );
  door.serve(
    citizenRolls.takeBackRoll,
    { who: "person", audit: "roll.take-back", limit: perMinute("roll-confirm", 20) },
    async ({ actor, input, tx, now, about }) => {
      about("roll", input.id);
      const roll = await takeBackRoll(tx, actor.personId, input.id, now);
      return isRefusal(roll) ? roll : viewRoll(core, tx, actor.personId, input, now);
    },
  );
  door.serve(citizenRolls.dropRoll, { who: "person", audit: "roll.drop" }, async ({ actor, input, tx, now, about }) => {
    about("roll", input.id);
    const roll = await dropRoll(tx, actor.personId, input.id, now);
    return isRefusal(roll) ? roll : viewRoll(core, tx, actor.personId, input, now);
  });

  door.serveRaw(
    "POST",
    rollFiles.send,
    { who: "person", audit: "roll.send", limit: perMinute("roll-send", 20) },
    async (ctx, { actor, tx, now, about, detail, body }) => {
      const [employerId, project] = [query(ctx, "employer"), query(ctx, "project")];
      if (!uuid.test(employerId)) return refuse("bad-input", "请先选择单位，再上传花名册");
      const projectId = uuid.test(project) ? project : null;
      const received = await receiveRoll(
        core,
        tx,
        actor.personId,
        { code: query(ctx, "kind"), employerId, projectId, file: body },
        now,
      );
      if (isRefusal(received)) return received;
      const { roll, again } = received;
      about("roll", roll.id);
      detail({ rows: roll.total, again });
      return viewRoll(core, tx, actor.personId, { id: roll.id, again }, now);
    },
    (ctx, view) => {
      ctx.body = view;
    },
    readFile,
  );
  door.serveRaw(
    "POST",
    rollFiles.mended,
    { who: "person", audit: "roll.mend-file", limit: perMinute("roll-send", 20) },
    async (ctx, { actor, tx, now, about, body }) => {
      const id = String(ctx.params["id"]);
      if (!uuid.test(id)) return absent();
      about("roll", id);
      const roll = await mendRows(tx, actor.personId, { id, file: body }, now);
      return isRefusal(roll) ? roll : viewRoll(core, tx, actor.personId, { id }, now);
    },
    (ctx, view) => {
      ctx.body = view;
    },
    readFile,
  );
  door.serveRaw(
    "GET",
    rollFiles.wrong,
    { who: "person", audit: "roll.wrong-rows", limit: perMinute("roll-file", 30) },
    (ctx, { actor, tx, now, about }) => {
      const id = String(ctx.params["id"]);
      if (!uuid.test(id)) return Promise.resolve(absent());
      about("roll", id);
      return errorsSheet(tx, actor.personId, { id, type: typeOf(ctx) }, now);
    },
    sendSheet,
  );
  door.serveRaw(
    "GET",
    rollFiles.template,
    { who: "person", audit: "roll.template", limit: perMinute("roll-file", 30) },
    async (ctx, { now }) => {
      const code = String(ctx.params["kind"]);
      if (!isRollCode(code)) return absent();
      return { name: `${rolls[code].title}模板`, bytes: await templateSheet(rolls[code], typeOf(ctx), now) };
    },
    sendSheet,
  );
}
