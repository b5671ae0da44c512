import type { Act } from "./act.ts";
import { useCallback, useState, type ReactNode } from "react";
import { Chat } from "./chat.tsx";
import { clockOf } from "./chat-time.ts";
import { sandbox } from "./client.ts";
import { BackIcon, MoreIcon, StatusIcons } from "./icons.tsx";
import { Home } from "./home.tsx";
import { MiniProgram } from "./mini-program.tsx";
import { Profile } from "./profile.tsx";
import { Sheet } from "./sheet.tsx";
import { useClock } from "./use-clock.ts";
import { usePhone } from "./use-phone.ts";
import { ToolPanel, type Tool } from "./tools.tsx";
import type { Touch } from "./words.tsx";

export interface PhoneProps {
  id: string;
  /** Grows whenever somebody acted on the sandbox: then the phone reads again what it knows. */
  pulse: number;
  act: Act;
  /** The person follows or no longer follows, or the sandbox is back. */
  onChanged(): void;
  /** What stands below the list of chats. */
  homeFoot: ReactNode;
}

/** One follower's phone: the account's profile until they follow, then the chat; over it the mini-program. */
export function Phone({ id, pulse, act, onChanged, homeFoot }: PhoneProps) {
  const [opened, setOpened] = useState<{ path: string; at: number } | null>(null);
  const [atHome, setAtHome] = useState(false);
  const [more, setMore] = useState(false);
  const [picture, setPicture] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  const [tool, setTool] = useState<Tool | null>(null);
  const openMini = useCallback((path: string) => setOpened({ path, at: Date.now() }), []);
  const { state, aheadMs, typing, trouble } = usePhone(id, pulse, { changed: onChanged, openMiniProgram: openMini });
  const now = useClock(aheadMs);
  const close = useCallback(() => setOpened(null), []);
  const toChat = useCallback(() => {
    setOpened(null);
    setAtHome(false);
    setAsked((count) => count + 1);
  }, []);
  const hideMore = useCallback(() => setMore(false), []);

  const touch: Touch = {
    say: (choice) => act(() => sandbox.choose(id, choice)),
    openMini,
    openPage: (url) => void window.open(url, "_blank", "noopener"),
    lookAt: setPicture,
  };
  const follower = state?.follower;

  return (
    <section
      className={opened ? "phone in-mini" : "phone"}
      data-test="phone"
      aria-label={follower ? `${follower.name}的手机` : "手机"}
    >
      <Status now={now} />
      {trouble ? (
        <p className="banner" data-test="banner" role="status">
          {trouble}
        </p>
      ) : null}
      <div className={follower && !follower.following && !atHome ? "screen white" : "screen"}>
        {!state || !follower ? (
          <p className="empty">{trouble ? "" : "正在打开…"}</p>
        ) : atHome ? (
          <Home state={state} now={now} onOpen={() => setAtHome(false)}>
            {homeFoot}
          </Home>
        ) : follower.following ? (
          <>
            <header className="bar">
              <button type="button" className="bar-back" aria-label="返回微信" onClick={() => setAtHome(true)}>
                <BackIcon />
              </button>
              <span className="bar-title" aria-live="polite">
                {typing ? "对方正在输入…" : state.account.name}
              </span>
              <button type="button" className="bar-more" aria-label="更多" onClick={() => setMore(true)}>
                <MoreIcon />
              </button>
            </header>
            <Chat
              state={state}
              me={follower}

              touch={touch}
              asked={asked}
              onAsk={toChat}
              now={now}
              act={act}
              onTool={setTool}
            />
          </>
        ) : (
          <Profile
            name={state.account.name}
            onFollow={() => act(() => sandbox.follow(id))}
            onScan={() => setTool({ kind: "scan-code" })}
            onBack={() => setAtHome(true)}
          />
        )}
      </div>
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
      {picture ? (
        <button type="button" className="gallery" aria-label="关闭大图" onClick={() => setPicture(null)}>
          <img src={picture} alt="" />
        </button>
      ) : null}
      {more && state ? (
        <Sheet
          title={`取消关注后，${state.account.name}的通知就收不到了`}
          actions={[
            { label: "订阅通知…", act: () => setTool({ kind: "subscribe" }) },
            { label: "扫公众号的二维码…", act: () => setTool({ kind: "scan-code" }) },
            { label: "取消关注", grave: true, act: () => act(() => sandbox.unfollow(id)) },
          ]}
          onClose={hideMore}
        />
      ) : null}
      {tool ? (
        <ToolPanel tool={tool} id={id} act={act} openPage={touch.openPage} onClose={() => setTool(null)} />
      ) : null}
      <span className="home-bar" aria-hidden />
    </section>
  );
}

/** The top of the phone. */
function Status({ now }: { now: number }) {
  return (
    <div className="status" aria-hidden>
      <span>{clockOf(now)}</span>
      <span className="island" />
      <StatusIcons />
    </div>
  );
}
