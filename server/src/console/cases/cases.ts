import { staff, staffStreams } from "@wsi/shared/contract";
import type { StaffActor } from "../../actor.ts";
import {
  absent,
  changeHold,
  decideCorrection,
  erasedContent,
  findCase,
  findFile,
  identityOf,
  listWork,
  mimeOf,
  presentForStaff,
  presentWork,
  review,
} from "../../cases/index.ts";
import type { Door } from "../../http/door.ts";
import { isRefusal } from "../../refusal.ts";
import { fieldNames, noteInFull } from "../in-full.ts";
import type { ConsoleParts } from "../parts.ts";

const reviewers = { staff: ["reviewer", "supervisor"] } as const;
const askerOf = (actor: StaffActor) =>
  ({ role: actor.roles.includes("supervisor") ? "supervisor" : "reviewer", id: actor.staffId }) as const;

/** The reviewers' work list and case page. */
export function reviewRoutes(door: Door, parts: ConsoleParts): void {
  door.serve(staff.cases, { who: reviewers, audit: "staff.case.list" }, async ({ input, tx, now, detail }) => {
    detail({ queue: input.queue });
    return presentWork(parts, tx, await listWork(tx, input.queue, input.item), now);
  });

  door.serve(staff.case, { who: reviewers, audit: "staff.case.view" }, async ({ input, actor, tx, now, about }) => {
    about("case", input.id);
    const kase = await findCase(tx, input.id);
    return kase && kase.state !== "draft" ? presentForStaff(parts, tx, kase, askerOf(actor), now) : absent();
  });

  door.serve(
    staff.actOnCase,
    { who: reviewers, audit: "staff.case.act" },
    async ({ input, actor, tx, now, about, detail }) => {
      about("case", input.id);
      detail({ action: input.action });
      const asker = askerOf(actor);
      const kase = await review(parts, tx, { id: asker.id, supervisor: asker.role === "supervisor" }, input, now);
      return isRefusal(kase) ? kase : presentForStaff(parts, tx, kase, asker, now);
    },
  );

  door.serve(
    staff.decideCorrection,
    { who: reviewers, audit: "staff.case.correction" },
    async ({ input, actor, tx, now, about, detail }) => {
      about("case", input.id);
      detail({ outcome: input.outcome });
      const asker = askerOf(actor);
      const kase = await decideCorrection(parts, tx, asker, input, now);
      return isRefusal(kase) ? kase : presentForStaff(parts, tx, kase, asker, now);
    },
  );

  door.serve(
    staff.holdCase,
    { who: { staff: ["supervisor"] }, audit: "staff.case.hold" },
    async ({ input, actor, tx, now, about, detail }) => {
      about("case", input.id);
      detail({ held: input.held });
      const refused = await changeHold(tx, input, actor.staffId, now);
      if (refused) return refused;
      const kase = await findCase(tx, input.id);
      return kase ? presentForStaff(parts, tx, kase, askerOf(actor), now) : absent();
    },
  );

  door.serve(staff.reveal, { who: reviewers, audit: "staff.case.reveal" }, async (asked) => {
    const { input, tx } = asked;
    const kase = await findCase(tx, input.id);
    if (!kase || kase.state === "draft") return absent();
    if (kase.erasedAt !== null) return erasedContent("这个办件的内容");
    const { field, reason } = input;
    const look = { personId: kase.personId, field, label: fieldNames[field], reason, place: { case: input.id } };
    await noteInFull(asked, look);
    const person = await identityOf(parts, tx, kase);
    const value = {
      name: person.name,
      idNumber: person.idNumber,
      mobile: (await parts.mobileOf(tx, kase.personId)) ?? "未留",
    }[input.field];
    return { value };
  });

  door.serveRaw(
    "GET",
    staffStreams.file,
    { who: reviewers, audit: "staff.file.view" },
    async (ctx, { tx, about }) => {
      const id = String(ctx.params["id"]);
      const file = /^[0-9a-f-]{36}$/.test(id) ? await findFile(tx, id) : undefined;
      const kase = file?.case_id ? await findCase(tx, file.case_id) : undefined;
      // What a person has not submitted yet is theirs alone.
      if (!file || !kase || kase.state === "draft") return absent();
      about("file", file.id);
      if (file.erased_at !== null) return erasedContent("这份材料");
      return { bytes: await parts.files.get(file.sha256), type: mimeOf[file.type] };
    },
    (ctx, { bytes, type }) => {
      ctx.type = type;
      ctx.set("Cache-Control", "private, no-store");
      ctx.set("X-Content-Type-Options", "nosniff");
      // Under a name of ours: what a citizen called the file is nobody's header.
      ctx.set("Content-Disposition", `inline; filename="material.${type.split("/")[1]}"`);
      // A browser's own PDF viewer does not start inside a sandbox; a picture needs nothing.
      const viewer = type === "application/pdf" ? "object-src 'self'; style-src 'unsafe-inline'" : "sandbox";
      ctx.set("Content-Security-Policy", `default-src 'none'; frame-ancestors 'self'; ${viewer}`);
      ctx.body = bytes;
    },
  );
}
