import { beijingDay } from "@wsi/shared/case";
import { citizenFiles } from "@wsi/shared/contract";
import { absent, certificateOf, erasedContent, findVisible } from "../cases/index.ts";
import { certificatePdf, verifyCertificate, verifyPage } from "../certificates/index.ts";
import type { Door } from "../http/door.ts";
import { perMinute } from "../http/limit.ts";
import { isRefusal, refuse } from "../refusal.ts";
import type { ApiParts } from "./parts.ts";

const word = (value: unknown): string => (typeof value === "string" ? value.slice(0, 40) : "");

/** The certificate of a case, for whoever may see the case; and the public check of one, for whoever is shown the paper. */
export function certificateRoutes(door: Door, parts: ApiParts): void {
  door.serveRaw(
    "GET",
    citizenFiles.certificate,
    { who: "person", audit: "certificate.print", limit: perMinute("certificate", 20) },
    async (ctx, { actor, tx, now, about }) => {
      const id = String(ctx.params["id"]);
      about("case", id);
      const kase = /^[0-9a-f-]{36}$/.test(id) ? await findVisible(tx, id, actor.personId, now) : absent();
      if (isRefusal(kase)) return kase;
      if (kase.erasedAt !== null) return erasedContent("这份证明的内容");
      const found = await certificateOf(tx, kase);
      if (!found)
        return refuse("not-found", "这个办件没有开出证明", { instead: "请办理「缴费信息查询、参保证明打印」" });
      return { pdf: await certificatePdf(found, parts.publicUrl), number: found.number };
    },
    (ctx, { pdf, number }) => {
      ctx.type = "application/pdf";
      ctx.set("Content-Disposition", `inline; filename="${number}.pdf"`);
      ctx.set("Cache-Control", "private, no-store");
      ctx.body = pdf;
    },
  );
  door.serveRaw(
    "GET",
    citizenFiles.verify,
    { who: "anyone", audit: "certificate.verify", limit: perMinute("verify", 20) },
    async (ctx, { tx, now, about, detail }) => {
      const [number, code] = [word(ctx.query["number"]), word(ctx.query["code"])];
      if (number === "" && code === "") return { page: verifyPage() };
      const verdict = await verifyCertificate(tx, { number, code }, beijingDay(now));
      if (verdict.outcome !== "unknown")
        about("certificate", verdict.outcome === "erased" ? verdict.number : verdict.certificate.number);
      detail({ outcome: verdict.outcome });
      return { page: verifyPage(verdict) };
    },
    (ctx, { page }) => {
      ctx.type = "text/html; charset=utf-8";
      ctx.set("Cache-Control", "no-store");
      ctx.set("Referrer-Policy", "no-referrer");
      ctx.body = page;
    },
  );
}
