import type { RouterContext } from "@koa/router";
import { beijingDay } from "@wsi/shared/case";
import { citizen, type Me } from "@wsi/shared/contract";
import { IdNumber, Mobile, PersonName } from "@wsi/shared/values";
import type { CitizenActor } from "../actor.ts";
import { bind, closeSession, countUnread, findBinding, findSession, openSession, unbind } from "../citizens/index.ts";
import type { Tx } from "../db.ts";
import { actingFor } from "../delegation/index.ts";
import type { Door } from "../http/door.ts";
import { perMinute } from "../http/limit.ts";
import { isRefusal, refuse } from "../refusal.ts";
import type { ApiParts } from "./parts.ts";

export const bearer = (ctx: RouterContext): string | undefined =>
  /^Bearer ([\w-]{20,100})$/.exec(ctx.get("authorization"))?.[1];

export async function identifyCitizen(ctx: RouterContext, tx: Tx, now: Date): Promise<CitizenActor | null> {
  const token = bearer(ctx);
  return token ? findSession(tx, token, now) : null;
}

const nobody = { employers: [], people: [], legalOf: 0 };

async function presentMe(parts: ApiParts, tx: Tx, actor: CitizenActor, now: Date): Promise<Me> {
  if (actor.personId === null) return { person: null, unreadNotices: 0, acting: nobody };
  const legal = await parts.core.employersOfLegalPerson(tx, actor.personId);
  const person = await parts.core.getPerson(tx, actor.personId);
  const binding = await findBinding(tx, actor);
  return {
    person: {
      name: PersonName.mask(person.name),
      idNumber: IdNumber.mask(person.idNumber),
      mobile: binding ? Mobile.mask(binding.mobile) : "",
      boundOn: binding?.bound_at.toISOString() ?? "",
    },
    unreadNotices: await countUnread(tx, actor.personId),
    acting: {
      ...(await actingFor(parts.core, tx, actor.personId, beijingDay(now))),
      legalOf: legal.length,
    },
  };
}

/** Signing in by wx.login, and binding a WeChat to a person. */
export function sessionRoutes(door: Door, parts: ApiParts): void {
  door.serve(
    citizen.signIn,
    { who: "anyone", audit: "session.open", limit: perMinute("sign-in", 30) },
    async ({ input, tx, now }) => {
      const known = await parts.login.identify(input.code);
      if (known.outcome === "refused") return refuse("not-signed-in", "微信登录没有成功，请关闭小程序重新打开");
      const session = await openSession(tx, { openid: known.openid, unionid: known.unionid ?? null }, now);
      return { token: session.token, me: await presentMe(parts, tx, session.actor, now) };
    },
  );

  door.serveRaw(
    "DELETE",
    citizen.signOut.path,
    { who: "citizen", audit: "session.close" },
    async (ctx, { tx }) => {
      await closeSession(tx, bearer(ctx) ?? "");
      return { done: true as const };
    },
    (ctx, body) => {
      ctx.body = body;
    },
  );

  door.serve(citizen.me, { who: "citizen", audit: "me.view" }, ({ actor, tx, now }) =>
    presentMe(parts, tx, actor, now),
  );

  door.serve(
    citizen.bind,
    { who: "citizen", audit: "me.bind", limit: perMinute("bind", 12) },
    async ({ actor, input, tx, now, about }) => {
      const bound = await bind(parts, tx, actor, input, now);
      if (isRefusal(bound)) return bound;
      about("person", bound.personId);
      return presentMe(parts, tx, { ...actor, personId: bound.personId }, now);
    },
  );

  door.serve(citizen.unbind, { who: "person", audit: "me.unbind" }, async ({ actor, tx, now, about }) => {
    about("person", actor.personId);
    await unbind(tx, actor);
    return presentMe(parts, tx, { ...actor, personId: null }, now);
  });
}
