import type { ReactNode } from "react";
import type { PhoneState } from "../src/control/contract.ts";
import { previewOf } from "./preview.ts";
import { timeLine } from "./chat-time.ts";
import { AccountFace } from "./face.tsx";

/** WeChat's first screen: the chats. Here there is one; on a narrow window the other people stand below it. */
export function Home({
  state,
  now,
  onOpen,
  children,
}: {
  state: PhoneState;
  now: number;
  onOpen(): void;
  children: ReactNode;
}) {
  const last = state.chat.at(-1);
  return (
    <>
      <header className="bar">
        <span className="bar-title">微信</span>
      </header>
      <div className="home">
        <button type="button" className="home-row" onClick={onOpen}>
          <AccountFace />
          <span className="home-words">
            <b>{state.account.name}</b>
            <span>{last ? previewOf(last) : "服务号，点开看看"}</span>
          </span>
          {last ? <time>{timeLine(last.at, now)}</time> : null}
        </button>
        {children}
      </div>
    </>
  );
}
