import { describe, expect, it } from "vitest";
import { createTranscript } from "../src/world/transcript.ts";
import { matches } from "./traffic.tsx";

const transcript = createTranscript();
transcript.add({
  rid: "656d6d2f-5fe14743-00000001",
  direction: "call",
  at: 0,
  tookMs: 3,
  method: "POST",
  url: "/cgi-bin/message/custom/send?access_token=99_secret",
  request: '{"touser":"oAbc"}',
  status: 200,
  response: '{"errcode":45015}',
  note: "45015",
  clientIp: "127.0.0.1",
});
const [entry] = transcript.list();
const found = (filter: string) => entry !== undefined && matches(entry, filter);

describe("the filter over what travels", () => {
  it.each(["", "CUSTOM/send", "45015", "oabc", "656d6d2f", "post 45015 "])("finds a call by %j", (filter) =>
    expect(found(filter)).toBe(true),
  );
  it.each(["menu/create", "45015 menu", "secret"])("finds nothing by %j", (filter) =>
    expect(found(filter)).toBe(false),
  );
});
