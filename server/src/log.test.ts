import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLog } from "./log.ts";
import type { Log } from "./log.ts";

/** A log, and what it printed. */
function printing(level: "debug" | "info" = "debug"): {
  log: Log;
  printed: () => string;
  last: () => Record<string, unknown>;
} {
  const lines: string[] = [];
  return {
    log: createLog({ level, destination: { write: (line) => lines.push(line) } }),
    printed: () => lines.join(""),
    last: () => JSON.parse(lines.at(-1) ?? "null") as Record<string, unknown>,
  };
}

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
/** Invented people only: region 99, the reserved mobiles, a bank that does not exist. */
const idNumber = fc
  .tuple(
    digits(4),
    fc.date({ min: new Date("1920-01-01"), max: new Date("2020-12-31"), noInvalidDate: true }),
    digits(3),
  )
  .map(([region, born, serial]) => {
    const body = `99${region}${born.toISOString().slice(0, 10).replaceAll("-", "")}${serial}`;
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
    return body + "10X98765432".charAt(sum % 11);
  });
const mobile = fc.integer({ min: 13_800_138_000, max: 13_800_138_099 }).map(String);
const bankCard = fc.tuple(fc.integer({ min: 16, max: 19 }), digits(18)).map(([length, tail]) => {
  const body = `6299${tail}`.slice(0, length - 1);
  const sum = Array.from(body).reduceRight((total, digit, at) => {
    const doubled = (body.length - at) % 2 === 1 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return body + String((10 - (sum % 10)) % 10);
});
const personal = fc.oneof(idNumber, mobile, bankCard);
const glue = fc.constantFrom(" ", ", ", "、", "：", "，号码", "\n", '"', " - ", "/", "=", " tel:+86 ");
/** Several of them side by side in a sentence. */
const sentence = fc
  .tuple(fc.array(fc.tuple(personal, glue), { minLength: 1, maxLength: 5 }), fc.boolean())
  .map(([pairs, cards]) => ({
    samples: pairs.map(([sample]) => sample),
    text: `张三 ${pairs.map(([sample, between]) => (cards ? grouped(sample) : sample) + between).join("")}。`,
  }));
/** As people write bank cards. */
const grouped = (number: string) =>
  number.length >= 16 && !number.startsWith("99") ? number.replaceAll(/(\d{4})(?=\d)/g, "$1 ") : number;

const places: Record<string, (log: Log, text: string) => void> = {
  message: (log, text) => log.info(text),
  "argument of a message": (log, text) => log.info("wrote %s and %j", text, { text }),
  field: (log, text) => log.info({ note: text }, "field"),
  "deep field": (log, text) => log.info({ a: [{ b: new Map([["c", new Set([text])]]) }] }, "deep"),
  key: (log, text) => log.info({ seen: { [text]: 1 } }, "key"),
  "error message": (log, text) => log.error(new Error(text)),
  "error under err": (log, text) => log.error({ err: new Error(text) }, "failed"),
  "cause of a cause": (log, text) =>
    log.error({ err: new Error("a", { cause: new Error("b", { cause: text }) }) }, "failed"),
  "errors of an aggregate": (log, text) => log.error({ err: new AggregateError([new Error(text)], "all") }, "failed"),
  "error somewhere inside": (log, text) => log.error({ results: [{ reason: new Error(text) }] }, "failed"),
  "stack that was written over": (log, text) =>
    log.error(Object.assign(new Error("x"), { stack: `Error: ${text}\n at y` })),
  "property of an error": (log, text) =>
    log.error(Object.assign(new Error("x"), { detail: text, code: text, config: { data: text } })),
  "child's bindings": (log, text) => log.child({ who: text }).info("child"),
  "text in text": (log, text) => log.info({ body: JSON.stringify({ inner: JSON.stringify({ text }) }) }, "json"),
  url: (log, text) => log.info({ url: new URL(`https://example.com/?q=${text.replaceAll(/[^\dX]/g, "+")}`) }, "url"),
};

describe("the log", () => {
  it.each(Object.keys(places))("prints no ID number, mobile or bank card: %s", (place) => {
    fc.assert(
      fc.property(sentence, ({ samples, text }) => {
        const { log, printed } = printing();
        places[place]?.(log, text);
        const seen = printed().replaceAll(/[ -]/g, "");
        expect(printed()).not.toBe("");
        for (const sample of samples) expect(seen).not.toContain(sample);
      }),
      { numRuns: 150 },
    );
  });

  it("prints none given as a number", () => {
    const { log, printed, last } = printing();
    log.info({ mobile: 13_800_138_000, amount: 123_456, at: 1_795_000_000_000 }, "numbers");
    expect(printed()).not.toContain("13800138000");
    expect(last()).toMatchObject({ mobile: "138****8000", amount: 123_456 });
  });

  it("removes secrets by the name of their key, however it is written", () => {
    const { log, printed } = printing();
    const secret = "s3cr3t-value";
    const names = [
      "authorization",
      "Cookie",
      "set-cookie",
      "password",
      "newPassword",
      "secret",
      "appSecret",
      "access_token",
      "accessToken",
    ];
    const more = ["slip", "code", "js_code", "session_key", "sessionKey", "encodingAESKey"];
    for (const name of [...names, ...more])
      log.info({ request: { headers: { [name]: secret }, list: [{ [name]: { deep: secret } }] } }, "in");
    expect(printed()).not.toContain(secret);
    expect(printed().split("\n")).toHaveLength(names.length + more.length + 1);
  });

  it("removes secrets out of addresses and headers in text", () => {
    const { log, printed } = printing();
    const text = `GET https://example.com/cgi-bin/token?appid=wx1&secret=s3cr3t&access_token=s3cr3t#x failed, Bearer s3cr3t.s3cr3t, postgresql://me:s3cr3t@db/x`;
    log.warn({ err: new Error(text, { cause: text }) }, text);
    expect(printed()).not.toContain("s3cr3t");
    expect(printed()).toContain("appid=wx1");
  });

  it("keeps what PostgreSQL quotes of a row out of the log, and what helps in it", () => {
    const { log, printed, last } = printing();
    const error = Object.assign(new Error('invalid input syntax for type integer: "张三"'), {
      name: "error",
      severity: "ERROR",
      routine: "pg_strtoint32_safe",
      code: "22P02",
      detail: "Failing row contains (张三).",
      where: "unnamed portal parameter $1 = '张三'",
    });
    log.error({ err: error }, "failed");
    expect(printed()).not.toContain("张三");
    expect(last()["err"]).toMatchObject({
      errorCode: "22P02",
      message: 'invalid input syntax for type integer: "***"',
    });
  });

  it("survives circles, depth, functions, bytes and what JSON does not know", () => {
    const { log, last } = printing();
    const circle: Record<string, unknown> = {
      n: 1n,
      when: new Date(0),
      bytes: Buffer.from("13800138000"),
      run: () => 1,
    };
    circle["self"] = circle;
    const error = new Error("loop");
    error.cause = error;
    log.info({ circle, err: error }, "odd");
    expect(last()).toMatchObject({
      msg: "odd",
      circle: { n: "1", when: "1970-01-01T00:00:00.000Z", bytes: "[11 bytes]", self: "[circular]" },
      err: { message: "loop", cause: "[circular]" },
    });
  });

  it("leaves ordinary lines as they are, and keeps to its level", () => {
    const { log, printed, last } = printing("info");
    log.debug("not this");
    expect(printed()).toBe("");
    log.info(
      {
        case: "c-20261123-000017",
        ms: 12,
        ok: true,
        none: null,
        list: [1, "二"],
        requestId: "8b1e6f0a-7f43-4c55-9a55-2f1f3f0e9d11",
      },
      "完成",
    );
    expect(last()).toMatchObject({
      level: "info",
      msg: "完成",
      case: "c-20261123-000017",
      ms: 12,
      ok: true,
      none: null,
      list: [1, "二"],
      requestId: "8b1e6f0a-7f43-4c55-9a55-2f1f3f0e9d11",
    });
  });
});
