import { useEffect, useState } from "react";
import type { Entry } from "../src/world/transcript.ts";
import type { FaultKind } from "../src/world/faults.ts";
import { sandbox } from "./client.ts";

const HOUR = 3_600_000;
const faults: readonly { kind: FaultKind; label: string }[] = [
  { kind: "duplicate-callback", label: "下一条推送发两次" },
  { kind: "latency", label: "下一次接口慢 3 秒" },
  { kind: "token-expired", label: "令牌突然过期" },
  { kind: "timeout-after-accepting", label: "收下了但不回答" },
  { kind: "window-45015", label: "下一条客服消息超出时限" },
];
const modes = [
  { mode: "plain", label: "明文" },
  { mode: "compatible", label: "兼容" },
  { mode: "encrypted", label: "安全（加密）" },
];

/** Beside the phone: what this is, what travels, and how to make things go wrong. */
export function Side({ publicUrl, act }: { publicUrl: string; act(work: () => Promise<unknown>): void }) {
  return (
    <aside className="side">
      <h1>一部沙箱里的手机</h1>
      <p>
        左边是本机的“微信”：关注服务号、打字、点菜单、打开小程序，都和真的一样走签名、加密和接口。不连外网，不需要账号。
      </p>
      <p>
        <a href={`${publicUrl}/console/`} target="_blank" rel="noreferrer">
          打开工作台 →
        </a>
        <br />
        <small>chuangkou 窗口 · shenhe 审核 · kefu 客服 · zhuguan 主管，密码 wuhan-demo-2026</small>
      </p>
      <p>
        <small>先试试：关注 → 输入「断缴了怎么办」→ 菜单「查询」里绑定 → 「办事」里续保</small>
      </p>
      <details>
        <summary>让一点东西坏掉</summary>
        <div className="trouble">
          {faults.map(({ kind, label }) => (
            <button type="button" key={kind} onClick={() => act(() => sandbox.arm(kind))}>
              {label}
            </button>
          ))}
          <button type="button" onClick={() => act(() => sandbox.advance(49 * HOUR))}>
            微信的时间过 49 小时
          </button>
        </div>
        <Mode act={act} />
      </details>
      <Transcript />
    </aside>
  );
}

function Mode({ act }: { act(work: () => Promise<unknown>): void }) {
  const [now, setNow] = useState<string | null>(null);
  useEffect(
    () =>
      void sandbox.settings().then(
        ({ mode }) => setNow(mode),
        () => undefined,
      ),
    [],
  );
  return (
    <fieldset>
      <legend>消息加解密方式（服务端用 WECHAT_MODE 设成一样）</legend>
      {modes.map(({ mode, label }) => (
        <label key={mode}>
          <input
            type="radio"
            name="mode"
            checked={now === mode}
            onChange={() => {
              setNow(mode);
              act(() => sandbox.setMode(mode));
            }}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

function Transcript() {
  const [open, setOpen] = useState(false);
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  useEffect(() => {
    if (!open) return undefined;
    let last = 0;
    const look = async () => {
      const more = await sandbox.transcript(last).catch(() => []);
      last = more.at(-1)?.seq ?? last;
      if (more.length > 0) setEntries((all) => [...more.toReversed(), ...all].slice(0, 60));
    };
    void look();
    const timer = setInterval(() => void look(), 1_500);
    return () => clearInterval(timer);
  }, [open]);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>微信和服务端之间传了什么</summary>
      <ol className="transcript">
        {entries.map((entry) => (
          <li key={entry.seq}>
            <b>{entry.direction === "callback" ? "推送" : "接口"}</b> {new URL(entry.url, "http://sandbox").pathname}{" "}
            <span className={entry.status === 200 ? "" : "bad"}>{entry.status ?? "没有回应"}</span> {entry.tookMs} ms{" "}
            {entry.note}
          </li>
        ))}
        {entries.length === 0 ? <li>还没有。在手机上点一点就有了。</li> : null}
      </ol>
    </details>
  );
}
