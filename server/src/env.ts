/**
 * The whole configuration, one line a variable; the process does not start with a wrong one, and says every fault at once.
 * Demo defaults point at the sandbox; `NODE_ENV=production` accepts none of them.
 */
import * as v from "valibot";

const port = v.pipe(v.string(), v.regex(/^\d{1,5}$/, "must be a port number"), v.transform(Number));
const url = v.pipe(v.string(), v.url("must be an address such as https://example.com"));
const text = v.pipe(v.string(), v.minLength(1, "must not be empty"));
const key = v.pipe(
  v.string(),
  v.check((given) => Buffer.from(given, "base64").length === 32, "must be 32 bytes in base64: openssl rand -base64 32"),
);

const schema = v.object({
  NODE_ENV: v.optional(v.picklist(["production", "development", "test"]), "development"),
  /** web answers HTTP, worker sends the outbox and runs jobs; all does both. */
  ROLE: v.optional(v.picklist(["web", "worker", "all"]), "all"),
  HOST: v.optional(text, "127.0.0.1"),
  PORT: v.optional(port, "3000"),
  /** What phones and browsers reach us by. */
  PUBLIC_URL: v.optional(url, "http://127.0.0.1:3000"),
  /** Absent: a PostgreSQL of our own under DATA_DIR. */
  DATABASE_URL: v.optional(url),
  /** Absent: PostgreSQL does Redis' part, enough for one machine. */
  REDIS_URL: v.optional(url),
  DATA_DIR: v.optional(text, ".data"),
  /** Who may show the H5 build in a frame: nobody, or the sandbox's phone. */
  FRAME_ANCESTORS: v.optional(text, "'none'"),
  /** yes: invented people and demo staff are loaded at start. */
  DEMO: v.optional(v.picklist(["yes", "no"]), "no"),
  /** Initial password of the account `admin`, which is added when nobody is an administrator yet. */
  FIRST_ADMIN_PASSWORD: v.optional(v.pipe(v.string(), v.minLength(10, "must have at least 10 characters"))),
  /** Seals what must not be readable in a copy of the database: the secrets of second factors. 32 bytes in base64. */
  SECRETS_KEY: v.optional(key, Buffer.alloc(32, "demo").toString("base64")),
  /** The key before the last change, so that what it sealed is still opened; it is sealed again when it is next used. */
  SECRETS_KEY_PREVIOUS: v.optional(key),
  LOG_LEVEL: v.optional(v.picklist(["error", "warn", "info", "debug", "silent"]), "info"),
  /** Set behind a proxy that writes X-Forwarded-For. */
  TRUST_PROXY: v.optional(v.picklist(["yes", "no"]), "no"),
  WECHAT_API_BASE: v.optional(url, "http://127.0.0.1:3100"),
  WECHAT_APP_ID: v.optional(text, "wx99demo0000000001"),
  WECHAT_APP_SECRET: v.optional(text, "demo-secret-not-for-real-use-0001"),
  WECHAT_TOKEN: v.optional(text, "wuhandemo"),
  WECHAT_ENCODING_AES_KEY: v.optional(
    v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{43}$/, "must be the 43 characters of the console")),
    "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
  ),
  /** The key before the last change, so that what is under way is still read. */
  WECHAT_ENCODING_AES_KEY_PREVIOUS: v.optional(text),
  WECHAT_MODE: v.optional(v.picklist(["plain", "compatible", "encrypted"]), "encrypted"),
  WECHAT_ORIGINAL_ID: v.optional(text, "gh_99demo000001"),
  /** Not set in production: there is no mini-program, and what would open it opens the web page. */
  WECHAT_MINI_APP_ID: v.optional(v.string(), "wx99demo0000000002"),
  WECHAT_MINI_APP_SECRET: v.optional(text, "demo-secret-not-for-real-use-0002"),
});
export type Env = v.InferOutput<typeof schema>;

/** Throws one error that names every wrong variable; never its value. */
export function readEnv(from: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined && value !== ""));
  const read = v.safeParse(schema, given);
  const faults = read.success ? [] : read.issues.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`);
  if (given["NODE_ENV"] === "production")
    for (const name of [
      "WECHAT_APP_ID",
      "WECHAT_APP_SECRET",
      "WECHAT_TOKEN",
      "WECHAT_ENCODING_AES_KEY",
      "PUBLIC_URL",
      "DATABASE_URL",
      "SECRETS_KEY",
    ])
      if (given[name] === undefined) faults.push(`${name}: must be set in production`);
  const noMiniProgram = given["NODE_ENV"] === "production" && given["WECHAT_MINI_APP_ID"] === undefined;
  if (given["NODE_ENV"] === "production" && !noMiniProgram && given["WECHAT_MINI_APP_SECRET"] === undefined)
    faults.push("WECHAT_MINI_APP_SECRET: must be set with WECHAT_MINI_APP_ID");
  if (given["NODE_ENV"] === "production" && given["DEMO"] === "yes")
    faults.push("DEMO: invented people do not belong in production");
  if (!read.success || faults.length > 0) throw new Error(`the environment is not right:\n  ${faults.join("\n  ")}`);
  return noMiniProgram ? { ...read.output, WECHAT_MINI_APP_ID: "", WECHAT_MINI_APP_SECRET: "" } : read.output;
}
