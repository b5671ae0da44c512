import { randomBytes } from "node:crypto";
import type { Endpoint } from "./endpoint.ts";
import { text } from "./endpoint.ts";
import { need, Refused } from "./errors.ts";
import type { World } from "../world/index.ts";

/** Throws what is wrong with an app id and its secret. */
export function checkApp(world: World, appId: string, secret: string): void {
  const { settings } = world.account;
  need(appId, 41002);
  need(secret, 41004);
  const known: Record<string, string> = {
    [settings.appId]: settings.appSecret,
    [settings.miniAppId]: settings.miniAppSecret,
  };
  need(Object.hasOwn(known, appId), 40013);
  need(known[appId] === secret, 40125);
}

/** Tokens and log-in codes. */
export const credentials: readonly Endpoint[] = [
  {
    method: "GET",
    path: "/cgi-bin/token",
    token: false,
    handle({ world, query }) {
      need(query["grant_type"] === "client_credential", 40002);
      checkApp(world, text(query["appid"]), text(query["secret"]));
      const granted = world.tokens.ordinary(text(query["appid"]));
      return { access_token: granted.value, expires_in: granted.expiresIn };
    },
  },
  {
    method: "POST",
    path: "/cgi-bin/stable_token",
    token: false,
    handle({ world, body }) {
      need(body["grant_type"] === "client_credential", 40002);
      checkApp(world, text(body["appid"]), text(body["secret"]));
      const granted =
        body["force_refresh"] === true
          ? world.tokens.forced(text(body["appid"]))
          : world.tokens.stable(text(body["appid"]));
      if (!granted) throw new Refused(45009);
      return { access_token: granted.value, expires_in: granted.expiresIn };
    },
  },
  {
    method: "GET",
    path: "/sns/jscode2session",
    token: false,
    handle({ world, query }) {
      const { settings } = world.account;
      need(query["appid"], 41002);
      need(query["secret"], 41004);
      need(query["js_code"], 41008);
      need(query["appid"] === settings.miniAppId, 40013);
      need(query["secret"] === settings.miniAppSecret, 40125);
      need(query["grant_type"] === "authorization_code", 40002);
      const known = world.codes.redeem(text(query["js_code"]));
      if (known === "invalid") throw new Refused(40029);
      if (known === "used") throw new Refused(40163);
      const follower = world.followers.find(known.followerId);
      if (!follower) throw new Refused(40029);
      return {
        session_key: randomBytes(16).toString("base64"),
        openid: follower.miniOpenid,
        unionid: follower.unionid,
      };
    },
  },
];
