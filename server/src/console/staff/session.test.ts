import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type House } from "../../../test/house.ts";

let house: House;
beforeAll(async () => void (house = await startHouse()));
afterAll(() => house.stop());

/** `n` differs from try to try, as whoever guesses would let it. */
async function guess(account: string, n: number): Promise<number> {
  const answer = await house.nobody.raw("POST", "/console/api/session", {
    body: JSON.stringify({ account, password: "wrong" }),
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${"x".repeat(20)}${n}`,
      cookie: `console=${"y".repeat(20)}${n}`,
    },
  });
  return answer.status;
}

describe("guessing passwords", () => {
  it("is counted by address and account, whatever else the request says, and holds up nobody else of the office", async () => {
    const tries: number[] = [];
    for (let n = 0; n < 12; n++) tries.push(await guess("nobody-here", n));
    expect(tries.slice(0, 10)).not.toContain(429);
    expect(tries.slice(10)).toEqual([429, 429]);
    expect(await guess("somebody-else", 99)).not.toBe(429);
  });
});

describe("a limit for those signed in", () => {
  it("is each session's own: colleagues behind one address do not use up each other's", async () => {
    const [one, two] = [await house.staff("kefu"), await house.staff("zhuguan")];
    const path = "/console/api/desk/answers";
    const seen = new Set<number>();
    for (let n = 0; n < 12; n++)
      seen.add(
        (await Promise.all(Array.from({ length: 21 }, () => one("POST", path, { words: "断缴" })))).at(-1)?.status ?? 0,
      );
    expect(seen).toContain(429);
    expect((await two("POST", path, { words: "断缴" })).status).not.toBe(429);
  });
});
