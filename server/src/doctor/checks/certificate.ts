import { connect, type DetailedPeerCertificate } from "node:tls";
import { bad, good, mind, skipped, type Check } from "../check.ts";

const DAY_MS = 86_400_000;
const SOON_DAYS = 21;

interface Seen {
  until: Date;
  /** Why it is not accepted. */
  flaw: string | undefined;
}

/** Looks at a certificate that is not accepted, too: it is to be told what is wrong with it. */
function look(url: URL, trusted: string | undefined): Promise<Seen> {
  const port = url.port === "" ? 443 : Number(url.port);
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: url.hostname,
      port,
      ...(/^[\d.:[\]]+$/.test(url.hostname) ? {} : { servername: url.hostname }),
      rejectUnauthorized: false,
      ...(trusted === undefined ? {} : { ca: trusted }),
    });
    socket.setTimeout(4_000, () => socket.destroy(Object.assign(new Error("timeout"), { code: "ETIMEDOUT" })));
    socket.once("error", reject);
    socket.once("secureConnect", () => {
      const { valid_to } = socket.getPeerCertificate() as Partial<DetailedPeerCertificate>;
      const flaw = socket.authorized ? undefined : String(socket.authorizationError);
      socket.destroy();
      resolve({ until: new Date(valid_to ?? Number.NaN), flaw });
    });
  });
}

const flaws: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "已经过期，马上更换证书并重新加载反向代理",
  DEPTH_ZERO_SELF_SIGNED_CERT: "是自签的，微信和手机都不接受：换成公认机构签发的",
  SELF_SIGNED_CERT_IN_CHAIN: "证书链里有自签的，微信和手机都不接受：换成公认机构签发的",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "缺少中间证书：在反向代理里配置完整的证书链（fullchain）",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "缺少中间证书：在反向代理里配置完整的证书链（fullchain）",
  ERR_TLS_CERT_ALTNAME_INVALID: "域名对不上：换成写有 PUBLIC_URL 域名的证书",
};

export const certificate: Check = {
  id: "certificate",
  name: "证书",
  needs: [],
  settings: ["PUBLIC_URL"],
  late: bad("没有及时答复", "检查 PUBLIC_URL 的主机和端口、防火墙和反向代理"),
  async run({ env, clock, trusted }) {
    const url = new URL(env.PUBLIC_URL);
    if (url.protocol !== "https:") return skipped("PUBLIC_URL 不是 https，没有证书");
    const { until, flaw } = await look(url, trusted);
    const days = Math.floor((until.getTime() - clock.now().getTime()) / DAY_MS);
    const seen = `${url.host} 的证书到 ${until.toISOString().slice(0, 10)}，还有 ${days} 天`;
    if (flaw !== undefined) return bad(`${seen}，不被接受（${flaw}）`, flaws[flaw] ?? "更换证书");
    if (days < SOON_DAYS) return mind(seen, "更换证书并重新加载反向代理；自动续期的看它为什么没有运行");
    return good(seen);
  },
  trouble(error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "未知";
    return bad(`握手没有成功（${code}）`, "检查 PUBLIC_URL 的主机和端口，反向代理的 https 是否配好、在运行");
  },
};
