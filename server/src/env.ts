/**
 * The whole configuration, one line a variable; the process does not start with a wrong one, and says every fault at once.
 * Demo defaults point at the sandbox; `NODE_ENV=production` accepts none of them.
 */
import * as v from "valibot";

const port = v.pipe(v.string(), v.regex(/^\d{1,5}$/, "必须是端口号"), v.transform(Number));
const url = v.pipe(v.string(), v.url("必须是地址，例如 https://example.com"));
const text = v.pipe(v.string(), v.minLength(1, "不能为空"));
const key = v.pipe(
  v.string(),
  v.check(
    (given) => Buffer.from(given, "base64").length === 32,
    "必须是 32 个字节的 base64，可以这样生成：openssl rand -base64 32",
  ),
);
const aesKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{43}$/, "必须是微信后台给的 43 个字母和数字"));
const oneOf = <const Words extends readonly string[]>(...words: Words) =>
  v.picklist(words, `只能是 ${words.join("、")}`);

const schema = v.object({
  NODE_ENV: v.optional(oneOf("production", "development", "test"), "development"),
  /** web answers HTTP, worker sends the outbox and runs jobs; all does both. */
  ROLE: v.optional(oneOf("web", "worker", "all"), "all"),
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
  DEMO: v.optional(oneOf("yes", "no"), "no"),
  /** Initial password of the account `admin`, which is added when nobody is an administrator yet. */
  FIRST_ADMIN_PASSWORD: v.optional(v.pipe(v.string(), v.minLength(10, "至少 10 个字符"))),
  /** Seals what must not be readable in a copy of the database: the secrets of second factors. 32 bytes in base64. */
  SECRETS_KEY: v.optional(key, Buffer.alloc(32, "demo").toString("base64")),
  /** The key before the last change, so that what it sealed is still opened; it is sealed again when it is next used. */
  SECRETS_KEY_PREVIOUS: v.optional(key),
  LOG_LEVEL: v.optional(oneOf("error", "warn", "info", "debug", "silent"), "info"),
  /** Set behind a proxy that writes X-Forwarded-For. */
  TRUST_PROXY: v.optional(oneOf("yes", "no"), "no"),
  WECHAT_API_BASE: v.optional(url, "http://127.0.0.1:3100"),
  WECHAT_APP_ID: v.optional(text, "wx99demo0000000001"),
  WECHAT_APP_SECRET: v.optional(text, "demo-secret-not-for-real-use-0001"),
  WECHAT_TOKEN: v.optional(text, "wuhandemo"),
  WECHAT_ENCODING_AES_KEY: v.optional(aesKey, "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"),
  /** The key before the last change, so that what is under way is still read. */
  WECHAT_ENCODING_AES_KEY_PREVIOUS: v.optional(aesKey),
  WECHAT_MODE: v.optional(oneOf("plain", "compatible", "encrypted"), "encrypted"),
  /** Not set in production: there is no mini-program, and what would open it opens the web page. */
  WECHAT_MINI_APP_ID: v.optional(v.string(), "wx99demo0000000002"),
  WECHAT_MINI_APP_SECRET: v.optional(text, "demo-secret-not-for-real-use-0002"),
});
export type Env = v.InferOutput<typeof schema>;

/** A wrong variable and what is wrong with it; never its value. */
export interface EnvFault {
  name: string;
  because: string;
}

/** Production accepts no demo value of these. */
const own = [
  "WECHAT_API_BASE",
  "WECHAT_APP_ID",
  "WECHAT_APP_SECRET",
  "WECHAT_TOKEN",
  "WECHAT_ENCODING_AES_KEY",
  "PUBLIC_URL",
  "DATABASE_URL",
  "SECRETS_KEY",
] as const;

/** Reads what is right and tells what is not, all at once. A faulty variable stands at its default in `env`: use it for nothing. */
export function surveyEnv(from: Readonly<Record<string, string | undefined>>): { env: Env; faults: EnvFault[] } {
  const given = Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined && value !== ""));
  const read = v.safeParse(schema, given);
  const faults = read.success
    ? []
    : read.issues.map((issue) => ({ name: v.getDotPath(issue) ?? "", because: issue.message }));
  const right = Object.entries(given).filter(([name]) => !faults.some((one) => one.name === name));
  const env = read.success ? read.output : v.parse(schema, Object.fromEntries(right));
  if (given["NODE_ENV"] !== "production") return { env, faults };
  for (const name of own)
    if (given[name] === undefined) faults.push({ name, because: "生产环境必须设置，不能用演示值" });
  if (given["DEMO"] === "yes") faults.push({ name: "DEMO", because: "生产环境不能装入虚构的办事人" });
  if (given["WECHAT_MINI_APP_ID"] === undefined)
    return { env: { ...env, WECHAT_MINI_APP_ID: "", WECHAT_MINI_APP_SECRET: "" }, faults };
  if (given["WECHAT_MINI_APP_SECRET"] === undefined)
    faults.push({ name: "WECHAT_MINI_APP_SECRET", because: "设置了 WECHAT_MINI_APP_ID 就必须一起设置" });
  return { env, faults };
}

/** Throws one error that names every wrong variable; never its value. */
export function readEnv(from: Readonly<Record<string, string | undefined>>): Env {
  const { env, faults } = surveyEnv(from);
  if (faults.length === 0) return env;
  const lines = faults.map(({ name, because }) => `${name}：${because}`);
  throw new Error(`环境变量有误：\n  ${lines.join("\n  ")}\n改好后可以用 npm run doctor 检查`);
}
