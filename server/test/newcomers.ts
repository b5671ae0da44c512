/** Accounts made for one test, and their way in as a console goes it. */
import type { Caller, House } from "./house.ts";

export function newcomers(house: House, admin: Caller) {
  async function enter(account: string, password: string, code?: string) {
    const answer = await house.nobody.raw("POST", "/console/api/session", {
      body: JSON.stringify({ account, password, ...(code === undefined ? {} : { code }) }),
      headers: {
        "content-type": "application/json",
        "user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537",
      },
    });
    const cookie = answer.headers.get("set-cookie")?.split(";")[0];
    const call = async (method: string, path: string, body?: unknown) => {
      const reply = await fetch(house.origin + path, {
        method,
        headers: { cookie: cookie ?? "", "x-console": "1", ...(body ? { "content-type": "application/json" } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      return { status: reply.status, body: (await reply.json()) as any };
    };
    return { status: answer.status, body: (await answer.json()) as any, signedIn: cookie !== undefined, call };
  }
  async function newcomer(account: string, roles = ["agent"]) {
    const made = await admin("POST", "/console/api/staff", { account, name: `新人·${account}`, roles });
    return { id: made.body.account.id as string, initial: made.body.password as string };
  }
  /** Past the initial password. */
  async function settled(account: string, roles = ["agent"]) {
    const { id, initial } = await newcomer(account, roles);
    const password = `Spring-2026-${account.slice(0, 1)}x`;
    const first = await enter(account, initial);
    const changed = await first.call("PUT", "/console/api/me/password", { now: initial, next: password });
    if (changed.status !== 200) throw new Error(`${account}: ${JSON.stringify(changed.body)}`);
    return { id, password, call: first.call };
  }
  return { enter, newcomer, settled };
}
