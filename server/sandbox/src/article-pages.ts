import type { Middleware } from "koa";
import type { World } from "./world/index.ts";

const escape = (text: string) =>
  text.replace(/[&<>"]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[char] ?? char);

/** What was published or mass-sent, as a page to read: /s/<name>/<number>. No script of an article runs. */
export function articlePages(world: World): Middleware {
  return async (ctx, next) => {
    const [, name = "", at = ""] = /^\/s\/([\w-]{1,64})\/(\d{1,2})$/.exec(ctx.path) ?? [];
    const article = world.articles.read(name)?.[Number(at) - 1];
    if (!article) return next();
    ctx.type = "text/html; charset=utf-8";
    ctx.set(
      "Content-Security-Policy",
      "default-src 'none'; img-src *; style-src 'unsafe-inline'; sandbox allow-popups",
    );
    if (world.articles.isDown(name, Number(at))) {
      ctx.body = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>内容已删除</title><p style="margin:30vh 24px;text-align:center;font:17px/1.6 system-ui,sans-serif;color:#555">该内容已被发布者删除</p></html>`;
      return;
    }
    ctx.body = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(article.title)}</title>
<style>body{margin:0 auto;max-width:677px;padding:20px 16px 48px;font:17px/1.75 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif;color:#222}h1{font-size:22px;line-height:1.4}img{max-width:100%}.by{color:#888;font-size:15px}</style>
<h1>${escape(article.title)}</h1><p class="by">${escape(article.author)} ${escape(world.account.settings.name)}</p>${article.content}</html>`;
  };
}
