import type { RouterContext } from "@koa/router";
import { staff } from "@wsi/shared/contract";
import type { StaffActor } from "../../actor.ts";
import type { Tx } from "../../db.ts";
import { signOff } from "../../desk/index.ts";
import type { Door } from "../../http/door.ts";
import { perMinute, withinLimit } from "../../http/limit.ts";
import { readJson } from "../../http/body.ts";
import { isRefusal, refuse } from "../../refusal.ts";
import {
  closeStaffSession,
  findStaffSession,
  getStaff,
  presentStaff,
  sessionsOf,
  signIn,
  type SignedIn,
} from "../../staff/index.ts";
import type { ConsoleParts } from "../parts.ts";
import * as v from "valibot";

const cookieName = "console";
export const tokenIn = (ctx: RouterContext): string | undefined => {
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

const browsers = [
  ["Edg", "Edge"],
  ["Firefox", "Firefox"],
  ["MicroMessenger", "微信"],
  ["Chrome", "Chrome"],
  ["Safari", "Safari"],
] as const;
const systems = [
  ["Windows", "Windows"],
  ["Android", "Android"],
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Mac OS", "macOS"],
  ["Linux", "Linux"],
] as const;
/** What a session is called to its owner: Chrome · Windows. */
const deviceOf = (agent: string): string => {
  const find = (list: readonly (readonly [string, string])[]) => list.find(([mark]) => agent.includes(mark))?.[1];
  return [find(browsers), find(systems)].filter(Boolean).join(" · ") || "其他设备";
};

export function staffSessionRoutes(door: Door, parts: ConsoleParts): void {
  door.serveRaw<"anyone", SignedIn, SignedIn>(
    "POST",
    staff.signIn.path,
    { who: "anyone", audit: "staff.sign-in", limit: perMinute("staff-sign-in", 60) },
    async (_ctx, { body, about, detail }) => {
      if (body.step === "in") about("staff", body.me.id);
      detail({ step: body.step });
      return body;
    },
    (ctx, done) => {
      if (done.step === "in") keep(ctx, done.token);
      ctx.body = done.step === "in" ? { step: "in", me: done.me } : { step: "code" };
    },
    async (ctx) => {
      const raw = await readJson(ctx);
      if (isRefusal(raw)) return raw;
      const input = v.safeParse(staff.signIn.input, raw);
      if (!input.success) return refuse("bad-input", "请填写账号和密码");
      const tries = `${ctx.ip} ${input.output.account}`;
      const limited = await withinLimit(parts.volatile, perMinute("staff-sign-in-account", 10), tries);
      if (limited) return limited;
      return signIn(parts, input.output, deviceOf(ctx.get("user-agent")), parts.clock.now());
    },
  );
  door.serveRaw(
    "DELETE",
    staff.signOut.path,
    { who: { staff: "any", owing: true }, audit: "staff.sign-out" },
    async (ctx, { actor, tx, now }) => {
      await closeStaffSession(tx, tokenIn(ctx) ?? "");
      // Home, and not only from one of two computers: nothing is given to them, and what they had goes to others.
      const elsewhere = await sessionsOf(tx, actor.staffId, actor.sessionId, now);
      if (elsewhere.length === 0) await signOff(tx, actor.staffId);
      return { done: true as const };
    },
    (ctx, body) => {
      keep(ctx, null);
      ctx.body = body;
    },
  );
  door.serve(staff.me, { who: { staff: "any", owing: true }, audit: "staff.me" }, async ({ actor, tx }) =>
    presentStaff(await getStaff(tx, actor.staffId)),
  );
}
