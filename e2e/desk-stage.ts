import type { Page } from "playwright-core";
import { openBrowser } from "./browser.ts";
import { layCable, type Cable } from "./cable.ts";
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
  id: string;
  write(text: string): Promise<void>;
  /** What the account has said on this phone, oldest first: words, and the titles of cards. */
  heard(): Promise<string[]>;
}

interface PhoneState {
  chat: { from: string; text?: string; title?: string; head?: string }[];
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
        id,
        write: async (text) => void (await control(`/followers/${id}/messages`, { kind: "text", text })),
        async heard() {
          const state = await fetch(`${product.phone}/__sandbox/state?follower=${id}`);
          const { chat } = (await state.json()) as PhoneState;
          return chat.flatMap(({ from, text, title, head }) =>
            from === "account" ? [text ?? title ?? head ?? ""] : [],
          );
        },
      };
    },
    /** Opens the mini-program, binds with a slip of the counter, and agrees to be rung for one answer. Answers how to read their inbox. */
    async bind({ id }: Citizen, person: { idNumber: string }): Promise<() => Promise<string[]>> {
      const counter = await enter(server, "chuangkou", PASSWORD);
      const found = await counter<{ id: string }>("POST", "/console/api/people/search", { idNumber: person.idNumber });
      const path = `/console/api/people/${found.body.id}/slips`;
      const slip = await counter<{ code: string }>("POST", path, { idChecked: true });
      const { code } = (await control(`/followers/${id}/login-codes`, {})) as unknown as { code: string };
      const call = async <T>(method: string, where: string, body?: object, token = ""): Promise<T> => {
        const answer = await fetch(server + where, {
          method,
          headers: { authorization: `Bearer ${token}`, ...(body ? { "content-type": "application/json" } : {}) },
          ...(body ? { body: JSON.stringify(body) } : {}),
        });
        const said = (await answer.json()) as T;
        if (!answer.ok) throw new Error(`${method} ${where}: ${answer.status} ${JSON.stringify(said)}`);
        return said;
      };
      const { token } = await call<{ token: string }>("POST", "/api/session", { code });
      const binding = { idNumber: person.idNumber, slip: slip.body.code, mobile: "13800138099", consent: true };
      await call("POST", "/api/me/binding", binding, token);
      const offered = await call<{ template: string; title: string }[]>("GET", "/api/subscriptions", undefined, token);
      const template = offered.find((one) => one.title === "客服回复提醒")?.template;
      if (template === undefined) throw new Error("nobody may agree to be rung for an answer");
      await control(`/followers/${id}/mini-decisions`, { choices: [{ template, accept: true }] });
      await call("POST", "/api/subscriptions", { decided: [{ template, accepted: true }] }, token);
      return async () =>
        (await call<{ text: string }[]>("GET", "/api/notices", undefined, token)).map((one) => one.text);
    },
    /** The phone of a citizen, to look at. */
    async phone(beside: Page, { id }: Citizen): Promise<Page> {
      const page = await beside.context().newPage();
      await page.goto(`${product.phone}/`);
      await test(page, `follower-${id}`).click();
      return page;
    },
    layCable: async (): Promise<Cable> => {
      const cable = await layCable(server);
      closing.push(() => cable.close());
      return cable;
    },
    /** A console with somebody at it, at the desk; over this line. */
    async console(account: string, password = PASSWORD, origin = server): Promise<Page> {
      const { context, close } = await openBrowser(1280, 820);
      closing.push(close);
      const page = await context.newPage();
      page.on("pageerror", (error) => errors.push(`${account}: ${error.message}`));
      await page.goto(`${origin}/console/`);
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
