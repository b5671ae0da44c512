import { useCallback, useEffect, useState } from "react";
import type { DeskState } from "../src/control/contract.ts";
import type { Act } from "./act.ts";
import { sandbox } from "./client.ts";

const LOOK_MS = 2_000;

/** WeChat's own customer-service desk, for accounts that hand over to it (transfer_customer_service): here one plays the agents. */
export function Desk({ act }: { act: Act }) {
  const [open, setOpen] = useState(false);
  const [desk, setDesk] = useState<DeskState | null>(null);
  const look = useCallback(() => sandbox.desk().then(setDesk, () => undefined), []);
  useEffect(() => {
    if (!open) return undefined;
    void look();
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => clearInterval(timer);
  }, [open, look]);
  const change = (work: () => Promise<unknown>) => act(() => work().then(look));
  const free = (account: string) =>
    desk?.agents.find((one) => one.online && (account === "" || one.account === account));
  return (
    <details onToggle={(event) => event.target === event.currentTarget && setOpen(event.currentTarget.open)}>
      <summary>微信自带的客服</summary>
      {desk && desk.agents.length === 0 ? (
        <p>服务端还没有用接口 kfaccount/add 加客服账号。加了以后，在这里让他们上线、接待、说话。</p>
      ) : null}
      <ul className="desk-list">
        {desk?.waiting.map(({ openid, name, account }) => {
          const agent = free(account);
          return (
            <li key={openid} className="trouble">
              <span>
                {name}在等{account === "" ? "客服" : nameOf(desk, account)}
              </span>
              {agent ? (
                <button type="button" onClick={() => change(() => sandbox.takeWaiting(agent.account, openid))}>
                  {agent.nick}接待
                </button>
              ) : (
                <small>没有能接待的客服在线</small>
              )}
            </li>
          );
        })}
        {desk?.agents.map(({ account, nick, online, with: people }) => (
          <li key={account}>
            <label>
              <input
                type="checkbox"
                checked={online}
                onChange={() => change(() => sandbox.agentOnline(account, !online))}
              />
              {nick}在线
            </label>
            {people.map(({ openid, name }) => (
              <Talk
                key={openid}
                title={`${nick}对${name}说`}
                say={(text) => change(() => sandbox.sayAsAgent(account, openid, text))}
                close={() => change(() => sandbox.closeSession(account, openid))}
              />
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}

const nameOf = (desk: DeskState, account: string): string =>
  desk.agents.find((one) => one.account === account)?.nick ?? account;

interface TalkProps {
  title: string;
  say(text: string): Promise<boolean>;
  close(): Promise<boolean>;
}
function Talk({ title, say, close }: TalkProps) {
  const [text, setText] = useState("");
  const said = text.trim();
  return (
    <form
      className="trouble"
      onSubmit={(event) => {
        event.preventDefault();
        if (said !== "") void say(said).then((sent) => (sent ? setText("") : undefined));
      }}
    >
      <input aria-label={title} placeholder={title} value={text} onChange={(event) => setText(event.target.value)} />
      <button type="submit" disabled={said === ""}>
        说
      </button>
      <button type="button" onClick={() => void close()}>
        结束
      </button>
    </form>
  );
}
