import type { Act } from "./act.ts";
import { useCallback, useEffect, useState } from "react";
import { errorCodes, errors } from "../src/api/errors.ts";
import type { Fault, FaultKind } from "../src/world/faults.ts";
import { sandbox } from "./client.ts";

const HOUR = 3_600_000;
/** What each does, for somebody who has not read WeChat's manual: a name, and what the server on the other side will meet. */
const words: Readonly<Record<Exclude<FaultKind, "code">, { name: string; means: string }>> = {
  latency: { name: "接口慢 3 秒", means: "下一次调用照常办，但过 3 秒才回答。" },
  http500: { name: "接口回 500", means: "网关出错，回一页 HTML，什么也没办。" },
  "html-502": { name: "接口回 502 网页", means: "和真的网关一样回一页 502 Bad Gateway，不是 JSON，什么也没办。" },
  "timeout-after-accepting": {
    name: "收下了但不回答",
    means: "事情办了，一分钟都不回答：服务端只能当作“不知道成没成”。",
  },
  "dropped-answer": { name: "办完就断线", means: "事情办了，回答在路上断了：服务端看到的是连接中断。" },
  "token-expired": { name: "令牌突然过期", means: "下一次调用回 42001，要换新令牌再试一次。" },
  "system-error": { name: "系统繁忙（-1）", means: "微信忙，什么也没办，过一会儿再试。" },
  "minute-quota-45011": { name: "这一分钟太多（45011）", means: "一分钟内调得太多，歇 60 秒再调。" },
  "quota-45009": { name: "今天用完（45009）", means: "这个接口今天的次数用完了，要等到零点或者清零。" },
  "window-45015": { name: "客服消息超时（45015）", means: "离这个人上次来太久了，客服消息发不出去。" },
  "template-blocked": { name: "模板消息被拒收", means: "模板消息收下了，结果事件说这个人不收（failed:user block）。" },
  "duplicate-callback": { name: "推送来两次", means: "同一条消息（同一个编号）送两次，只该办一次。" },
  "callback-order": { name: "推送插队", means: "下一条消息不等前面那条，先送到。" },
  "dropped-callback": { name: "推送没送到", means: "下一次送出的消息丢了；微信会再送，一共三次，都丢了才算没送到。" },
};
const kinds = Object.keys(words) as (keyof typeof words)[];
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
      <ul className="faults">
        {kinds.map((kind) => {
          const times = armed.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.times, 0);
          return (
            <li key={kind} className="trouble">
              <button
                type="button"
                className={times > 0 ? "armed" : undefined}
                aria-describedby={`fault-${kind}`}
                onClick={() => change(() => sandbox.arm({ kind }))}
              >
                {words[kind].name}
                {times > 0 ? `（还有 ${times} 次）` : ""}
              </button>
              <small id={`fault-${kind}`}>{words[kind].means}</small>
            </li>
          );
        })}
      </ul>
      <ByNumber armed={armed} arm={(fault) => change(() => sandbox.arm(fault))} />
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

interface ByNumberProps {
  armed: readonly Fault[];
  arm(fault: { kind: FaultKind; code: number; path?: string }): void;
}

/** Any refusal of WeChat's, by its number, for all calls or for those whose address begins so. */
function ByNumber({ armed, arm }: ByNumberProps) {
  const [code, setCode] = useState(40001);
  const [path, setPath] = useState("");
  const waiting = armed.filter((one) => one.kind === "code");
  return (
    <form
      className="by-number"
      onSubmit={(event) => {
        event.preventDefault();
        arm({ kind: "code", code, ...(path.trim() === "" ? {} : { path: path.trim() }) });
      }}
    >
      <label>
        下一次回这个错误码
        <select value={code} onChange={(event) => setCode(Number(event.target.value))}>
          {errorCodes.map((one) => (
            <option key={one} value={one}>
              {one} {errors[one]}
            </option>
          ))}
        </select>
      </label>
      <label>
        只对以此开头的接口（可以不写）
        <input value={path} placeholder="/cgi-bin/message" onChange={(event) => setPath(event.target.value)} />
      </label>
      <div className="trouble">
        <button type="submit" className={waiting.length > 0 ? "armed" : undefined}>
          就回它{waiting.length > 0 ? `（等着：${waiting.map((one) => one.code).join("、")}）` : ""}
        </button>
      </div>
    </form>
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
