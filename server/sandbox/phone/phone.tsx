import { useCallback, useEffect, useState } from "react";
import { Chat } from "./chat.tsx";
import { sandbox } from "./client.ts";
import { MiniProgram } from "./mini-program.tsx";
import { usePhone } from "./use-phone.ts";
import type { Touch } from "./words.tsx";

export interface PhoneProps {
  id: string;
  act(work: () => Promise<unknown>): void;
}

/** One follower's phone: the account's profile until they follow, then the chat; over it the mini-program. */
export function Phone({ id, act }: PhoneProps) {
  const { state, typing, trouble } = usePhone(id);
  const [opened, setOpened] = useState<{ path: string; at: number } | null>(null);
  const close = useCallback(() => setOpened(null), []);
  const toChat = useCallback(() => {
    setOpened(null);
    // The input is drawn again only after the frame is gone.
    setTimeout(() => document.querySelector<HTMLElement>('[data-test="chat-input"]')?.focus(), 50);
  }, []);
  useEffect(() => setOpened(null), [id]);

  const touch: Touch = {
    say: (choice) => act(() => sandbox.choose(id, choice)),
    openMini: (path) => setOpened({ path, at: Date.now() }),
    openPage: (url) => void window.open(url, "_blank", "noopener"),
  };
  const follower = state?.follower;

  return (
    <section className="phone" data-test="phone" aria-label={follower ? `${follower.name}的手机` : "手机"}>
      <div className="status" aria-hidden>
        <Time />
        <span className="island" />
        <span>5G ▮▮▮</span>
      </div>
      {trouble ? (
        <p className="banner" data-test="banner" role="status">
          {trouble}
        </p>
      ) : null}
      {!state || !follower ? (
        <p className="empty">{trouble ? "" : "正在打开…"}</p>
      ) : follower.following ? (
        <>
          <header className="bar">
            <span className="bar-title">{state.account.name}</span>
            <button
              type="button"
              className="bar-more"
              aria-label="取消关注"
              title="取消关注"
              onClick={() => {
                if (window.confirm(`${follower.name}不再关注「${state.account.name}」？`))
                  act(() => sandbox.unfollow(id));
              }}
            >
              •••
            </button>
          </header>
          <Chat state={state} me={follower} typing={typing} touch={touch} act={act} />
        </>
      ) : (
        <Profile name={state.account.name} onFollow={() => act(() => sandbox.follow(id))} />
      )}
      {opened && state ? (
        <MiniProgram
          key={opened.at}
          followerId={id}
          publicUrl={state.account.publicUrl}
          path={opened.path}
          onClose={close}
          onChat={toChat}
        />
      ) : null}
    </section>
  );
}

function Profile({ name, onFollow }: { name: string; onFollow(): void }) {
  return (
    <div className="profile">
      <span className="profile-face" aria-hidden>
        社保
      </span>
      <h2>{name}</h2>
      <p className="kind">服务号 · 武汉市社会保险经办机构（演示）</p>
      <p>查社保、办续保、问政策、找人工，不用跑大厅。</p>
      <button type="button" className="follow" data-test="follow" onClick={onFollow}>
        关注公众号
      </button>
      <p className="small">关注后可以收到办件通知，随时能取消。</p>
    </div>
  );
}

function Time() {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span>
      {new Intl.DateTimeFormat("zh-CN", {
        timeZone: "Asia/Shanghai",
        hour: "numeric",
        minute: "2-digit",
        hour12: false,
      }).format(now)}
    </span>
  );
}
