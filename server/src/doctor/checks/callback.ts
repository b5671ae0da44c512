import { PortFault } from "../../ports/fault.ts";
import { bad, good, mind, type Check, type Finding } from "../check.ts";
import { places } from "../places.ts";
import { wechatTrouble } from "../trouble.ts";

const SLOW_MS = 2_000;

function unreached({ because }: PortFault): Finding {
  if (because === "ECONNREFUSED")
    return bad("连不上：没有程序在听（ECONNREFUSED）", "启动服务；检查反向代理是否在运行，PUBLIC_URL 的主机和端口");
  if (because === "ENOTFOUND" || because === "EAI_AGAIN")
    return bad(`找不到 PUBLIC_URL 的域名（${because}）`, "检查域名解析，或改正 PUBLIC_URL");
  if (/CERT|TLS|SSL|SIGNED|SIGNATURE/.test(because))
    return bad(`证书不被接受（${because}），微信也不会接受`, "看「证书」一项；要有完整的证书链，域名要对得上");
  return bad(
    `没有及时答复（${because}）`,
    "检查防火墙和反向代理；有的机房里服务器访问不到自己的公网地址，那就看「微信连过来」一项",
  );
}

function misheard(url: string, status: number): Finding {
  if (status === 403)
    return bad(
      "服务拒绝了签名正确的请求（403）",
      "正在运行的服务用的 WECHAT_TOKEN 和这里的不同：用同样的环境变量重启服务",
      `WECHAT_TOKEN 也要和这里的「令牌」一样：${places.accountPush}`,
    );
  if (status >= 300 && status < 400)
    return bad(
      `被转到别处（${status}）`,
      "PUBLIC_URL 要写最终的地址，微信不跟随跳转；检查反向代理的 http 转 https 规则",
    );
  if (status >= 500)
    return bad(`反向代理或服务出错（${status}）`, "看服务是否在运行、日志里有什么；检查反向代理转发到的 HOST 和 PORT");
  if (status === 200)
    return bad("答复的不是要回显的内容", `这个地址上是别的程序或页面：检查反向代理是否把 ${url} 转给了服务`);
  return bad(`答复 ${status}`, `反向代理要把 ${url} 原样转给服务，连同问号后面的参数`);
}

export const callback: Check = {
  id: "callback",
  name: "回调地址",
  needs: [],
  settings: ["PUBLIC_URL", "WECHAT_TOKEN"],
  late: bad("没有及时答复", "检查防火墙和反向代理，PUBLIC_URL 是否正确"),
  async run({ wechat }) {
    const url = wechat.callbackUrl;
    const [right, forged] = await Promise.all([wechat.echo({ forged: false }), wechat.echo({ forged: true })]);
    if (!right.echoed || right.status !== 200) return misheard(url, right.status);
    if (forged.echoed || forged.status !== 403)
      return bad(`签名错误的请求没有被拒绝（${forged.status}）`, `${url} 后面不是本服务，或者有程序代答：检查反向代理`);
    const ms = Math.round(right.ms);
    const seen = `${url} 回显正确，用时 ${ms} 毫秒，签名错误的被拒绝`;
    return ms > SLOW_MS ? mind(seen, "太慢：微信只等 5 秒，检查反向代理和网络") : good(seen);
  },
  trouble: (error) => (error instanceof PortFault ? unreached(error) : undefined),
};

/** The same line from the other end: WeChat tries to reach the address that was entered at it. */
export const reach: Check = {
  id: "reach",
  name: "微信连过来",
  needs: ["token"],
  settings: [],
  late: mind("微信还没有检测完", "过几分钟再运行一次；检测网络本来就慢"),
  async run({ wechat }) {
    const found = await wechat.care.checkCallback();
    if (found.outcome === "refused")
      return found.code === 40201
        ? bad(
            "还没有在微信后台填写服务器地址",
            `在这里填 URL ${wechat.callbackUrl}，令牌填 WECHAT_TOKEN，EncodingAESKey 填 WECHAT_ENCODING_AES_KEY，加密方式选安全模式，然后启用：${places.accountPush}`,
          )
        : mind(`微信不肯检测（${found.code}）：${found.advice}`);
    const { lossPercent, lookups } = found;
    if (lossPercent === 0) return good("微信能连到在它那里填写的服务器地址，没有丢包");
    const steps = ["检查防火墙是否放行「微信的 IP」里的地址", `核对在这里填写的服务器地址：${places.accountPush}`];
    if (lookups === 0) return bad("微信解析不了填写的服务器地址的域名", ...steps);
    // WeChat pings; many a data centre answers no ping and yet serves.
    if (lossPercent >= 100)
      return mind("微信 ping 不通填写的服务器地址", "机房禁 ping 也会这样，那就发一条消息给服务号试试", ...steps);
    return mind(`丢包 ${lossPercent}%`, ...steps);
  },
  trouble: (error) => wechatTrouble(error),
};
