/** plain 明文, compatible 兼容, encrypted 安全: how callbacks travel, as chosen on the account's console. */
export type Mode = "plain" | "compatible" | "encrypted";

/** What the owner of the service account set on WeChat's console. */
export interface AccountSettings {
  /** What followers see at the top of the chat. */
  name: string;
  appId: string;
  appSecret: string;
  /** gh_…: how the account is called in messages. */
  originalId: string;
  callbackUrl: string;
  token: string;
  /** 43 characters. */
  aesKey: string;
  mode: Mode;
  miniAppId: string;
  miniAppSecret: string;
  /** 关联小程序: only a linked mini-program stands in the account's menus and cards. */
  miniProgramLinked: boolean;
  /** Where the mini-program's H5 build is served, under /m/. */
  publicUrl: string;
}

export interface Settings {
  host: string;
  port: number;
  /** Where followers, chats and media outlive a restart; undefined keeps everything in memory. */
  dataDir: string | undefined;
  account: AccountSettings;
}

export function readMode(text: string): Mode {
  if (text === "plain" || text === "compatible" || text === "encrypted") return text;
  throw new Error("the mode must be plain, compatible or encrypted");
}

/** Reads the environment. The defaults are those of the demo, so that sandbox and product meet without any setting. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = (name: string, otherwise: string) => env[name] || otherwise;
  const port = Number(given("SANDBOX_PORT", "3100"));
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error("SANDBOX_PORT must be a port number");
  return {
    host: given("SANDBOX_HOST", "127.0.0.1"),
    port,
    dataDir: given("DATA_DIR", ".data"),
    account: {
      name: given("SANDBOX_ACCOUNT_NAME", "武汉社保服务"),
      appId: given("WECHAT_APP_ID", "wx99demo0000000001"),
      appSecret: given("WECHAT_APP_SECRET", "demo-secret-not-for-real-use-0001"),
      originalId: given("WECHAT_ORIGINAL_ID", "gh_99demo000001"),
      callbackUrl: given("SANDBOX_CALLBACK_URL", "http://127.0.0.1:3000/wechat"),
      token: given("WECHAT_TOKEN", "wuhandemo"),
      aesKey: given("WECHAT_ENCODING_AES_KEY", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"),
      mode: readMode(given("WECHAT_MODE", "encrypted")),
      miniAppId: given("WECHAT_MINI_APP_ID", "wx99demo0000000002"),
      miniAppSecret: given("WECHAT_MINI_APP_SECRET", "demo-secret-not-for-real-use-0002"),
      miniProgramLinked: true,
      publicUrl: given("PUBLIC_URL", "http://127.0.0.1:3000"),
    },
  };
}
