import type { RouterContext } from "@koa/router";
import getRawBody from "raw-body";
import { isWhole } from "@wsi/shared/values";
import { refuse, type Refusal } from "../refusal.ts";

/** Whether every text in what was sent, names of fields included, can be kept. Not by calling itself: what is nested deeply must not end the stack. */
export function isKept(sent: unknown): boolean {
  const left = [sent];
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one === "string" && !isWhole(one)) return false;
    if (one !== null && typeof one === "object")
      for (const [name, value] of Object.entries(one)) left.push(name, value);
  }
  return true;
}

const maxJsonBytes = 256 * 1024;

/** Reads a JSON object, or answers why not. An empty body is an empty object. */
export async function readJson(ctx: RouterContext): Promise<Record<string, unknown> | Refusal> {
  const type = ctx.get("content-type");
  if (ctx.request.length !== 0 && type !== "" && !type.includes("json"))
    return refuse("malformed", "请求格式不对，请刷新页面后重试");
  let text: string;
  try {
    text = await getRawBody(ctx.req, { limit: maxJsonBytes, length: ctx.request.length, encoding: "utf8" });
  } catch (error) {
    return (error as { type?: string }).type === "entity.too.large"
      ? refuse("too-large", "提交的内容太大，请减少文字后重试")
      : refuse("malformed", "请求没有完整送达，请重试");
  }
  if (text.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === "object" && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Falls through to the same answer as a JSON value of the wrong shape.
  }
  return refuse("malformed", "请求格式不对，请刷新页面后重试");
}
