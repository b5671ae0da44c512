import type { Act } from "./act.ts";
import { useCallback, useEffect, useState } from "react";
import type { Fault, FaultKind } from "../src/world/faults.ts";
import { sandbox } from "./client.ts";

const HOUR = 3_600_000;
const labels: Readonly<Record<FaultKind, string>> = {
  "duplicate-callback": "下一条推送发两次",
  "callback-order": "下一条推送插队",
  latency: "下一次接口慢 3 秒",
  http500: "下一次接口回 500",
  "timeout-after-accepting": "收下了但不回答",
  "token-expired": "令牌突然过期",
  "quota-45009": "接口次数用完",
  "window-45015": "客服消息超出时限",
};
const kinds = Object.keys(labels) as FaultKind[];
const modes = [
  { mode: "plain", label: "明文" },
  { mode: "compatible", label: "兼容" },
  { mode: "encrypted", label: "安全（加密）" },
];

interface ActProps {
  act: Act;
}

/** What can be made to go wrong on purpose; each happens once. */
export function Faults({ act }: ActProps) {
  const [armed, setArmed] = useState<readonly Fault[]>([]);
  const [open, setOpen] = useState(false);
  // WeChat's clock only moves ahead, and stays ahead after a restart: one press must not be enough.
  const [sure, setSure] = useState(false);
  const change = (work: () => Promise<readonly Fault[]>) => act(async () => setArmed(await work()));
  const look = useCallback(() => sandbox.faults().then(setArmed, () => undefined), []);
  useEffect(() => {
    if (!open) return undefined;
    void look();
    const timer = setInterval(() => void look(), 2_000);
    return () => clearInterval(timer);
  }, [open, look]);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>让一点东西坏掉</summary>
      <div className="trouble">
        {kinds.map((kind) => {
          const times = armed.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.times, 0);
          return (
            <button
              type="button"
              key={kind}
              className={times > 0 ? "armed" : undefined}
              onClick={() => change(() => sandbox.arm(kind))}
            >
              {labels[kind]}
              {times > 0 ? `（还有 ${times} 次）` : ""}
            </button>
          );
        })}
      </div>
      <div className="trouble">
        <button
          type="button"
          className={sure ? "armed" : undefined}
          onClick={() => {
            setSure(!sure);
            if (sure) void act(() => sandbox.advance(48 * HOUR));
          }}
          onBlur={() => setSure(false)}
        >
          {sure ? "真的过？这个时间拨不回来" : "微信的时间过 48 小时"}
        </button>
        {armed.length > 0 ? (
          <button type="button" onClick={() => change(sandbox.mend)}>
            都修好
          </button>
        ) : null}
      </div>
      <Mode act={act} />
    </details>
  );
}

function Mode({ act }: ActProps) {
  const [now, setNow] = useState<string | null>(null);
  const [verified, setVerified] = useState<string | null>(null);
  useEffect(
    () =>
      void sandbox.settings().then(
        ({ mode }) => setNow(mode),
        () => undefined,
      ),
    [],
  );
  function choose(mode: string): void {
    setVerified(null);
    act(async () => {
      const answer = await sandbox.setMode(mode);
      setNow(answer.mode);
      setVerified(answer.verified);
    });
  }
  return (
    <fieldset>
      <legend>消息怎么加密（服务端的 WECHAT_MODE 要一样）</legend>
      {modes.map(({ mode, label }) => (
        <label key={mode}>
          <input type="radio" name="mode" checked={now === mode} onChange={() => choose(mode)} />
          {label}
        </label>
      ))}
      {verified ? (
        <p role="status">{verified === "yes" ? "服务端有回应。" : "服务端没有通过验证：它在运行吗？"}</p>
      ) : null}
    </fieldset>
  );
}
