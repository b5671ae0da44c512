/** Who leaves the desk: taken from it, or gone home. Their talks go to others, and nothing more is shown to them. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { startHouse, type Caller, type House } from "../../../test/house.ts";
import { inTransaction } from "../../db.ts";
import { sweep } from "../../desk/index.ts";

let house: House;
let admin: Caller;
beforeAll(async () => {
  house = await startHouse();
  admin = await house.staff("guanli");
});
afterAll(() => house.stop());
afterEach(() => void vi.restoreAllMocks());

const sweeps = () =>
  inTransaction(house.services.db, (tx) => sweep(tx, house.services.roster, house.services.clock.now()));
const meOf = async (call: Caller) => (await call("GET", "/console/api/me")).body;
async function serving(agent: Caller): Promise<string> {
  const citizen = await house.stranger();
  const { id } = (await citizen("POST", "/api/desk/conversations", {})).body;
  expect((await agent("POST", `/console/api/desk/conversations/${id}/take`, {})).status).toBe(200);
  await agent("POST", "/console/api/desk/presence", { presence: "ready" });
  return id;
}
const talk = async (id: string) =>
  house.services.db
    .selectFrom("conversations")
    .select(["state", "agent_id"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
/** What the feed said until the server ended it. */
async function feedOf(call: Caller): Promise<string> {
  const answer = await call.raw("GET", "/console/api/desk/feed?after=0");
  return answer.text();
}

describe("an agent whose role is taken away while they serve", () => {
  it("loses the live feed at its next beat, every route, and the talks, though still signed in", async () => {
    // Beats come every twenty seconds: here in a hurry.
    const real = globalThis.setInterval;
    vi.spyOn(globalThis, "setInterval").mockImplementation(((work: () => void, ms?: number) =>
      real(work, ms === 20_000 ? 100 : ms)) as typeof setInterval);
    const agent = await house.staff("kefu");
    const me = await meOf(agent);
    const id = await serving(agent);
    const feed = feedOf(agent);
    const changed = await admin("PUT", `/console/api/staff/${me.id}`, { name: me.name, roles: ["counter"] });
    expect(changed.status).toBe(200);
    expect(await feed).toContain("retry: 1000");
    expect((await meOf(agent)).roles).toEqual(["counter"]);
    expect((await agent("GET", `/console/api/desk/conversations/${id}`)).status).toBe(403);
    await sweeps();
    expect(await talk(id)).toEqual({ state: "waiting", agent_id: null });
    await admin("PUT", `/console/api/staff/${me.id}`, { name: me.name, roles: ["agent"] });
  }, 30_000);
});

describe("an agent who signs out", () => {
  it("gives back what they have, unless they are signed in elsewhere, too", async () => {
    const [here, there] = [await house.staff("zhuguan"), await house.staff("zhuguan")];
    const id = await serving(here);
    await here("DELETE", "/console/api/session");
    await sweeps();
    expect((await talk(id)).state).toBe("assigned");
    await there("DELETE", "/console/api/session");
    await sweeps();
    expect(await talk(id)).toEqual({ state: "waiting", agent_id: null });
  });
});
