/** What an error of the outside means to an operator. */
import { PortFault } from "../ports/fault.ts";
import { bad, mind, type Finding } from "./check.ts";
import { places } from "./places.ts";

/** Which of the two apps at WeChat is spoken of. */
export interface App {
  id: "WECHAT_APP_ID" | "WECHAT_MINI_APP_ID";
  secret: "WECHAT_APP_SECRET" | "WECHAT_MINI_APP_SECRET";
  page: string;
}
export const accountApp: App = { id: "WECHAT_APP_ID", secret: "WECHAT_APP_SECRET", page: places.accountKeys };
export const miniApp: App = { id: "WECHAT_MINI_APP_ID", secret: "WECHAT_MINI_APP_SECRET", page: places.miniKeys };

/** What WeChat's codes about credentials ask for; every other code is explained by the adapter's own sentence. */
function stepsFor(code: number | undefined, { id, secret, page }: App): string[] {
  if (code === 40013 || code === 41002) return [`把 ${id} 改成这里的 AppID：${page}`, places.restart];
  if (code === 40125 || code === 41004 || code === 40001)
    return [
      `把 ${secret} 改成这里的 AppSecret：${page}`,
      "原来的 AppSecret 看不到，只能重置；重置后旧的马上失效，用同一个账号的其他程序也要一起改",
      places.restart,
    ];
  if (code === 40243) return [`在这里解冻 AppSecret（约 10 分钟生效）：${page}`];
  if (code === 40164 || code === 61004) return [`在这里的「API IP 白名单」里加上本机的出口 IP：${page}`];
  if (code === 45009) return [`零点后自动恢复；急用可在微信的接口额度页清零，每月 10 次：${page}`];
  return [];
}

/** A PortFault of WeChat's; undefined for anything else. */
export function wechatTrouble(error: unknown, app: App = accountApp): Finding | undefined {
  if (!(error instanceof PortFault)) return undefined;
  if (error.code !== undefined) {
    const again = error.kind === "busy" && error.code !== 45009;
    const steps = again ? ["过几分钟再运行一次 npm run doctor"] : stepsFor(error.code, app);
    return (again ? mind : bad)(`微信回答 ${error.because}`, ...steps);
  }
  return bad(
    `连不上微信的接口（${error.because}）`,
    "检查 WECHAT_API_BASE；正式环境是 https://api.weixin.qq.com",
    "在这台服务器上运行 curl -I https://api.weixin.qq.com/ ，看 DNS、防火墙、出口代理有没有放行",
  );
}

const databaseSteps: Readonly<Record<string, readonly [string, string]>> = {
  ECONNREFUSED: ["没有程序在这个地址上应答", "启动 PostgreSQL，或改正 DATABASE_URL 里的主机和端口"],
  ENOENT: ["没有程序在这个地址上应答", "启动 PostgreSQL，或改正 DATABASE_URL 里的主机和端口"],
  ENOTFOUND: ["找不到这个主机名", "改正 DATABASE_URL 里的主机名，或检查 DNS"],
  EAI_AGAIN: ["DNS 没有应答", "检查这台服务器的 DNS"],
  "28P01": ["用户名或密码不对", "改正 DATABASE_URL 里的用户名和密码；密码里的特殊字符要做百分号编码"],
  "28000": [
    "数据库不让这个用户从这里登录",
    "在 pg_hba.conf 里放行这个用户和这台服务器，或改正 DATABASE_URL 里的用户名",
  ],
  "3D000": ["没有这个数据库", "先建库：createdb -E UTF8 库名；或改正 DATABASE_URL 里的库名"],
  "53300": ["连接数已满", "调大 PostgreSQL 的 max_connections，或停掉多余的连接"],
  "57P03": ["数据库正在启动或恢复", "等一会儿再运行一次 npm run doctor"],
  "42501": ["权限不够", "把库和表授权给 DATABASE_URL 里的用户"],
};

/** Everything that pg throws, and our embedded server. */
export function databaseTrouble(error: unknown): Finding | undefined {
  if (!(error instanceof Error)) return undefined;
  // Its message says what to do.
  if (error.name === "EmbeddedPostgresError") return bad(error.message.split("\n")[0] ?? error.name);
  const inner = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  const code = typeof inner === "object" && inner !== null && "code" in inner ? String(inner.code) : "";
  const known = databaseSteps[code];
  if (known) return bad(`连不上：${known[0]}（${code}）`, known[1]);
  if (/timeout|timed out/i.test(error.message)) return databaseLate;
  return bad(`数据库出错${code === "" ? "" : `（${code}）`}：${error.message.split("\n")[0]}`, "检查 DATABASE_URL");
}
export const databaseLate: Finding = bad(
  "数据库没有及时答复",
  "检查 DATABASE_URL 里的主机和端口，防火墙有没有放行，数据库是不是太忙",
);
export const wechatLate: Finding = bad(
  "微信没有及时答复",
  "检查这台服务器的 DNS、防火墙和出口代理，能不能访问 WECHAT_API_BASE",
);
