import { staff } from "@wsi/shared/contract";
import { describe, expect, it } from "vitest";
import { createClient, errorOf, sentence } from "./client.ts";

const answering = (status: number, body: string) => {
  const seen: { url: string; init: RequestInit }[] = [];
  const send = ((url: string, init: RequestInit) => {
    seen.push({ url, init });
    return Promise.resolve(new Response(body, { status }));
  }) as unknown as typeof fetch;
  return { seen, send };
};

describe("the client", () => {
  it("fills the path, sends the rest in the body and marks a change", async () => {
    const { seen, send } = answering(200, "{}");
    const id = "11111111-1111-4111-8111-111111111111";
    await createClient(send, () => undefined)(staff.say, { id, key: "abcdefgh", text: "您好" });
    expect(seen[0]?.url).toBe(`/console/api/desk/conversations/${id}/messages`);
    expect(seen[0]?.init.headers).toMatchObject({ "X-Console": "1" });
    expect(JSON.parse(String(seen[0]?.init.body))).toEqual({ key: "abcdefgh", text: "您好" });
  });

  it("puts a whole ID number into the body, never into the address", async () => {
    const { seen, send } = answering(200, "null");
    await createClient(send, () => undefined)(staff.findPerson, { idNumber: "990101199001010011" });
    expect(seen[0]?.url).not.toContain("9901");
  });

  it("gives a refusal as a value with what to do instead", async () => {
    const { send } = answering(409, JSON.stringify({ code: "conflict", message: "这个会话已由李敏接待" }));
    const answer = await createClient(send, () => undefined)(staff.take, { id: "x" });
    expect(answer).toEqual({ ok: false, error: { code: "conflict", message: "这个会话已由李敏接待" } });
    expect(sentence({ code: "refused", message: "次数已用完", instead: "可以打电话联系" })).toBe(
      "次数已用完。可以打电话联系",
    );
  });

  it("says who the session belongs to is gone", async () => {
    let gone = 0;
    const { send } = answering(401, "{}");
    await createClient(send, () => gone++)(staff.me, {});
    expect(gone).toBe(1);
  });

  it("turns a broken network and a proxy's page into sentences", async () => {
    const down = (() => Promise.reject(new TypeError("failed to fetch"))) as unknown as typeof fetch;
    expect(await createClient(down, () => undefined)(staff.me, {})).toMatchObject({ error: { code: "unavailable" } });
    expect(errorOf(502, "<html>")).toMatchObject({ code: "unavailable" });
    expect(errorOf(500, undefined).message).toContain("500");
  });
});
