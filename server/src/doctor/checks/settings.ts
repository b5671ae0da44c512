import { readFile } from "node:fs/promises";
import { surveyEnv, type Env } from "../../env.ts";
import { bad, good, mind, type Check } from "../check.ts";
import { places } from "../places.ts";

/** What a real account must not have from the repository: everybody can read it there. */
const own = ["WECHAT_APP_ID", "WECHAT_APP_SECRET", "WECHAT_TOKEN", "WECHAT_ENCODING_AES_KEY", "SECRETS_KEY"] as const;
const WECHAT = "https://api.weixin.qq.com";

/** What the schema lets pass and production must not have. */
function wrongInProduction(env: Env, faulty: ReadonlySet<string>): string[] {
  const demo = surveyEnv({}).env;
  const wrong = own
    .filter((name) => !faulty.has(name) && env[name] === demo[name])
    .map((name) => `${name}：还是演示用的值，请换成自己的`);
  if (!faulty.has("PUBLIC_URL")) {
    const { protocol, port } = new URL(env.PUBLIC_URL);
    if (protocol !== "https:") wrong.push("PUBLIC_URL：必须是 https 地址，小程序和微信网页都不接受 http");
    else if (port !== "") wrong.push("PUBLIC_URL：不能带端口，微信只访问 443");
  }
  if (!faulty.has("WECHAT_API_BASE") && !/(^|\.)weixin\.qq\.com$/.test(new URL(env.WECHAT_API_BASE).hostname))
    wrong.push(`WECHAT_API_BASE：指向沙箱或别的地址，请设成 ${WECHAT}`);
  return wrong;
}

function doubtfulInProduction(env: Env): string[] {
  const doubts: string[] = [];
  if (env.WECHAT_MODE !== "encrypted")
    doubts.push(`WECHAT_MODE：现在不是安全模式，请设成 encrypted，并在这里选安全模式：${places.accountPush}`);
  if (env.TRUST_PROXY === "no" && env.PUBLIC_URL.startsWith("https:"))
    doubts.push("TRUST_PROXY：https 由前面的代理提供时请设成 yes，否则所有人共用代理的 IP 计算访问频率");
  if (env.FRAME_ANCESTORS !== "'none'") doubts.push("FRAME_ANCESTORS：正式环境用 'none'，不让别的网页嵌入");
  if (env.FIRST_ADMIN_PASSWORD !== undefined)
    doubts.push("FIRST_ADMIN_PASSWORD：第一位管理员登录并改过密码后，请从环境变量里删掉");
  return doubts;
}

export const settings: Check = {
  id: "settings",
  name: "环境变量",
  needs: [],
  settings: [],
  late: bad("没有读完"),
  async run({ env, faults }) {
    const faulty = new Set(faults.map((one) => one.name));
    const production = env.NODE_ENV === "production";
    const wrong = [
      ...faults.map(({ name, because }) => `${name}：${because}`),
      ...(production ? wrongInProduction(env, faulty) : []),
    ];
    const doubts = production ? doubtfulInProduction(env) : [];
    if (wrong.length > 0) return bad(`${wrong.length} 处不对`, ...wrong, ...doubts, places.restart);
    if (doubts.length > 0) return mind(`生产环境，${doubts.length} 处值得注意`, ...doubts);
    if (production) return good("生产环境，各项设置合格");
    if (env.WECHAT_API_BASE.startsWith(WECHAT) || env.PUBLIC_URL.startsWith("https:"))
      return mind("接的是真实的微信，但不是生产环境", "设置 NODE_ENV=production，演示用的默认值就不会被用上");
    return good(`演示或开发环境（NODE_ENV=${env.NODE_ENV}），微信是 ${new URL(env.WECHAT_API_BASE).host} 的沙箱`);
  },
};

const numbersIn = (version: string): number[] => [...version.matchAll(/\d+/g)].map(Number);
const manifest = new URL("../../../../package.json", import.meta.url);

export const node: Check = {
  id: "node",
  name: "Node 版本",
  needs: [],
  settings: [],
  late: bad("没有读完"),
  async run({ nodeVersion }) {
    const { engines } = JSON.parse(await readFile(manifest, "utf8")) as { engines: { node: string } };
    const [oldMajor = 0, oldMinor = 0] = numbersIn(engines.node);
    const [major = 0, minor = 0] = numbersIn(nodeVersion);
    const old = major < oldMajor || (major === oldMajor && minor < oldMinor);
    return old ? bad(nodeVersion, `升级到 Node ${oldMajor}.${oldMinor} 以上`) : good(nodeVersion);
  },
};
