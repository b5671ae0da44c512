import type { RouterContext } from "@koa/router";
import { staff, type StaffMe } from "@wsi/shared/contract";
import type { StaffActor } from "../actor.ts";
import type { Tx } from "../db.ts";
import type { Door } from "../http/door.ts";
import { perMinute } from "../http/limit.ts";
import { readJson } from "../http/body.ts";
import { isRefusal, refuse } from "../refusal.ts";
import { closeStaffSession, findStaffSession, getStaff, presentStaff, signIn } from "../staff/index.ts";
import type { ConsoleParts } from "./parts.ts";
import * as v from "valibot";

interface SignedIn {
  token: string;
  me: StaffMe;
}

const cookieName = "console";
const tokenIn = (ctx: RouterContext): string | undefined => {
  const token = ctx.cookies.get(cookieName);
  return token && /^[\w-]{20,100}$/.test(token) ? token : undefined;
};

export async function identifyStaff(ctx: RouterContext, tx: Tx, now: Date): Promise<StaffActor | null> {
  // A page of another site can make the browser send the cookie, but not this header.
  if (ctx.method !== "GET" && ctx.get("x-console") !== "1") return null;
  const token = tokenIn(ctx);
  return token ? findStaffSession(tx, token, now) : null;
}

const keep = (ctx: RouterContext, token: string | null) =>
  ctx.cookies.set(cookieName, token, {
    httpOnly: true,
    sameSite: "strict",
    secure: ctx.secure,
    path: "/console",
    overwrite: true,
    ...(token === null ? {} : { maxAge: 12 * 3_600_000 }),
  });

export function staffSessionRoutes(door: Door, parts: ConsoleParts): void {
  door.serveRaw<"anyone", SignedIn, SignedIn>(
    "POST",
    staff.signIn.path,
    { who: "anyone", audit: "staff.sign-in", limit: perMinute("staff-sign-in", 20) },
    async (_ctx, { body, detail }) => {
      detail({ account: body.me.account });
      return body;
    },
    (ctx, { token, me }) => {
      keep(ctx, token);
      ctx.body = me;
    },
    async (ctx) => {
      const raw = await readJson(ctx);
      if (isRefusal(raw)) return raw;
      const input = v.safeParse(staff.signIn.input, raw);
      if (!input.success) return refuse("bad-input", "请填写账号和密码");
      return signIn(parts.db, input.output, parts.clock.now());
    },
  );
  door.serveRaw(
    "DELETE",
    staff.signOut.path,
    { who: { staff: "any" }, audit: "staff.sign-out" },
    async (ctx, { tx }) => {
      await closeStaffSession(tx, tokenIn(ctx) ?? "");
      return { done: true as const };
    },
    (ctx, body) => {
      keep(ctx, null);
      ctx.body = body;
    },
  );
  door.serve(staff.me, { who: { staff: "any" }, audit: "staff.me" }, async ({ actor, tx }) =>
    presentStaff(await getStaff(tx, actor.staffId)),
  );
}
