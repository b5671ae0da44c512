import type { RouterContext } from "@koa/router";
import * as v from "valibot";
import { readBytes, readText } from "../api/body.ts";
import type { Follower } from "../world/followers.ts";
import type { World } from "../world/index.ts";

const MAX_PICTURE = 10 * 1024 * 1024;
const pictures: Readonly<Record<string, string>> = {
  "image/png": "\u0089PNG\r\n\u001a\n",
  "image/jpeg": "\u00ff\u00d8\u00ff",
};

/** What was asked cannot be done as it was said: a sentence for people, answered as 422. */
export class Unreadable extends Error {}

/** The JSON body in its shape; an empty body is an empty object. Throws Unreadable. */
export async function read<S extends v.GenericSchema>(ctx: RouterContext, shape: S): Promise<v.InferOutput<S>> {
  let given: unknown = {};
  try {
    const text = await readText(ctx);
    if (text !== "") given = JSON.parse(text);
  } catch {
    throw new Unreadable("不是 JSON");
  }
  const checked = v.safeParse(shape, given);
  if (!checked.success) throw new Unreadable(checked.issues[0].message);
  return checked.output;
}

/** A picture as a phone sends one: at most 10 MB, and what it says it is. */
export async function readPicture(ctx: RouterContext): Promise<{ type: string; bytes: Buffer }> {
  const type = ctx.get("content-type");
  const beginning = pictures[type];
  if (!beginning) throw new Unreadable("只能发 JPG 或 PNG 图片");
  const bytes = await readBytes(ctx).catch(() => undefined);
  if (!bytes || bytes.length > MAX_PICTURE) throw new Unreadable("图片不能超过 10 MB，请压缩后再发");
  if (!bytes.toString("latin1", 0, 8).startsWith(beginning))
    throw new Unreadable("这张图片打不开，请换一张 JPG 或 PNG 图片");
  return { type, bytes };
}

export const line = (max: number) =>
  v.pipe(v.string(), v.minLength(1, "不能是空的"), v.maxLength(max, `最多 ${max} 个字`));

/** `ctx.origin` is what the caller claims (its Origin header), not where we are. */
export const ownOrigin = (ctx: Pick<RouterContext, "protocol" | "host">) => `${ctx.protocol}://${ctx.host}`;

/** Routes of one follower, 404 when there is none of that id. */
export const ofFollower =
  ({ followers }: World) =>
  (work: (ctx: RouterContext, follower: Follower) => Promise<object> | object) =>
  async (ctx: RouterContext) => {
    const follower = followers.find(String(ctx.params["id"]));
    ctx.status = follower ? 200 : 404;
    ctx.body = follower ? await work(ctx, follower) : { error: "没有这个人" };
  };

export const done = { done: true };
