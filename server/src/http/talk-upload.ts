import type { RouterContext } from "@koa/router";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { readUpload } from "./upload.ts";

export const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One file for a talk, `?talk=…&key=…`, looked at before any transaction begins. */
export async function readTalkUpload<Looked extends object>(
  ctx: RouterContext,
  lookAt: (bytes: Buffer) => Promise<Looked | Refusal>,
): Promise<(Looked & { conversationId: string; key: string; name: string }) | Refusal> {
  const [conversationId, key] = [String(ctx.query["talk"] ?? ""), String(ctx.query["key"] ?? "")];
  if (!uuid.test(conversationId)) return refuse("not-found", "找不到这次咨询，请重新进入");
  if (!/^[A-Za-z0-9-]{8,64}$/.test(key)) return refuse("bad-input", "操作标识不对，请重试");
  const upload = await readUpload(ctx);
  if (isRefusal(upload)) return upload;
  const looked = await lookAt(upload.bytes);
  return isRefusal(looked) ? looked : { ...looked, conversationId, key, name: upload.name };
}
