import type { Page } from "playwright-core";
import { openBrowser } from "./browser.ts";
import { startProduct, type Product } from "./product.ts";
import { test } from "./stage.ts";

/** The product with several consoles and citizens whose phones only write: for what people do at the desk with one another. */

type Call = <T>(method: string, path: string, body?: unknown) => Promise<{ status: number; body: T }>;

interface Plan {
  id: string;
  name: string;
  days: object;
}

const PASSWORD = "wuhan-demo-2026";

/** Signs in as a console does, without a window. */
async function enter(server: string, account: string, password: string): Promise<Call> {
  const signedIn = await fetch(`${server}/console/api/session`, {
    method: "POST",
    body: JSON.stringify({ account, password }),
    headers: { "content-type": "application/json" },
  });
  const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
  return async (method, path, body) => {
    const answer = await fetch(server + path, {
      method,
      headers: { cookie, "x-console": "1", ...(body ? { "content-type": "application/json" } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: answer.status, body: (await answer.json()) as never };
  };
}

export interface Citizen {
  write(text: string): Promise<void>;
}

export async function openDeskStage() {
  const product: Product = await startProduct();
  const { server } = product;
  const admin = await enter(server, "guanli", PASSWORD);
  const closing: (() => Promise<void>)[] = [];
  const errors: string[] = [];

  const control = async (path: string, body: object): Promise<{ id: string }> => {
    const answer = await fetch(`${product.phone}/__sandbox${path}`, { method: "POST", body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`the sandbox: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { id: string };
  };

  return {
    errors,
    /** Whether the desk works today, whatever day it is. */
    async work(isOpen: boolean): Promise<void> {
      const { body: plans } = await admin<Plan[]>("GET", "/console/api/hour-plans");
      const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
      const spans = isOpen ? [{ from: "00:00", to: "24:00" }] : [];
      for (const { id, name, days } of plans) {
        const special = [{ day: today, spans, why: isOpen ? "加班" : "停办" }];
        const { status, body } = await admin<object>("PUT", `/console/api/hour-plans/${id}`, { name, days, special });
        if (status !== 200) throw new Error(`${name}: ${JSON.stringify(body)}`);
      }
    },
    /** A second agent, past the initial password. */
    async colleague(account: string, name: string): Promise<string> {
      const made = await admin<{ password: string }>("POST", "/console/api/staff", { account, name, roles: ["agent"] });
      const next = "Spring-2026-xx";
      const first = await enter(server, account, made.body.password);
      const changed = await first<object>("PUT", "/console/api/me/password", { now: made.body.password, next });
      if (changed.status !== 200) throw new Error(JSON.stringify(changed.body));
      return next;
    },
    async citizen(name: string): Promise<Citizen> {
      const { id } = await control("/followers", { name });
      await control(`/followers/${id}/follow`, {});
      return {
        write: async (text) => void (await control(`/followers/${id}/messages`, { kind: "text", text })),
      };
    },
    /** A console with somebody at it, at the desk. */
    async console(account: string, password = PASSWORD): Promise<Page> {
      const { context, close } = await openBrowser(1280, 820);
      closing.push(close);
      const page = await context.newPage();
      page.on("pageerror", (error) => errors.push(`${account}: ${error.message}`));
      await page.goto(`${server}/console/`);
      await test(page, "login-account").fill(account);
      await test(page, "login-password").fill(password);
      await test(page, "login-submit").click();
      await test(page, "nav-desk").click();
      await test(page, "tab-all").click();
      return page;
    },
    async stop(): Promise<void> {
      for (const close of closing) await close();
      await product.stop();
    },
  };
}
export type DeskStage = Awaited<ReturnType<typeof openDeskStage>>;
