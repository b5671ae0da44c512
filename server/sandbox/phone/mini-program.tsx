import { useEffect, useRef, useState } from "react";
import { sandbox } from "./client.ts";
import { AccountFace } from "./face.tsx";
import { BackIcon, CapsuleCloseIcon, CapsuleMoreIcon } from "./icons.tsx";
import { miniAddress } from "./mini-address.ts";
import { MINI_NAME as NAME } from "./mini-name.ts";
import { MiniSubscribe, offersIn, type MiniAsk } from "./mini-subscribe.tsx";
import { Sheet } from "./sheet.tsx";

interface FrameProps {
  followerId: string;
  publicUrl: string;
  path: string;
  onClose(): void;
  onChat(): void;
}

const PATIENCE_MS = 6_000;

/** The H5 build of the mini-program inside the phone, logged in as this follower. Only its own window and origin are believed. */
export function MiniProgram({ followerId, publicUrl, path, onClose, onChat }: FrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [title, setTitle] = useState(NAME);
  const [opening, setOpening] = useState(true);
  const [silent, setSilent] = useState(false);
  const [more, setMore] = useState(false);
  const [asking, setAsking] = useState<MiniAsk | null>(null);
  const [attempt, setAttempt] = useState(1);
  const origin = new URL(publicUrl).origin;

  useEffect(() => {
    const post = (message: object) => frame.current?.contentWindow?.postMessage(message, origin);
    const hear = (event: MessageEvent) => {
      if (event.origin !== origin || event.source !== frame.current?.contentWindow) return;
      const message = event.data as { type?: unknown; id?: unknown; title?: unknown } | null;
      if (message?.type === "title" && typeof message.title === "string") {
        setTitle(message.title);
        setOpening(false);
      }
      if (message?.type === "wsi:close") onClose();
      if (message?.type === "wsi:chat") onChat();
      if (message?.type === "wsi:subscribe") setAsking({ id: message.id, offers: offersIn(event.data) });
      if (message?.type === "wsi:login")
        void sandbox.loginCode(followerId).then(
          ({ code }) => post({ type: "wsi:login:code", id: message.id, code }),
          () => post({ type: "wsi:login:code", id: message.id, code: "" }),
        );
    };
    window.addEventListener("message", hear);
    return () => window.removeEventListener("message", hear);
  }, [followerId, origin, onClose, onChat]);

  useEffect(() => {
    // A frame that could not be loaded tells nobody: ask whether there is a server at all.
    let current = true;
    fetch(`${origin}/ping`, { mode: "no-cors", signal: AbortSignal.timeout(PATIENCE_MS) }).then(
      () => current && setSilent(false),
      () => current && setSilent(true),
    );
    return () => {
      current = false;
    };
  }, [origin, attempt]);

  function again(): void {
    setTitle(NAME);
    setOpening(true);
    setSilent(false);
    setAttempt((count) => count + 1);
  }

  return (
    <div className="mini">
      <header className="mini-bar">
        <button
          type="button"
          className="bar-back"
          data-test="mini-program-back"
          aria-label="返回"
          onClick={() => frame.current?.contentWindow?.postMessage({ type: "wsi:back" }, origin)}
        >
          <BackIcon />
        </button>
        <span className="bar-title">{title}</span>
        <span className="capsule">
          <button type="button" aria-label="更多" onClick={() => setMore(true)}>
            <CapsuleMoreIcon />
          </button>
          <i aria-hidden />
          <button type="button" data-test="mini-program-close" aria-label="关闭小程序" onClick={onClose}>
            <CapsuleCloseIcon />
          </button>
        </span>
      </header>
      <div className="mini-body">
        {silent ? (
          <div className="mini-lost" role="alert">
            <b>小程序打不开</b>
            <p>
              服务没有启动，或者 {origin} 没有回应。请看看运行 <code>npm start</code> 的窗口，起来以后点「重试」。
            </p>
            <button type="button" className="follow" onClick={again}>
              重试
            </button>
          </div>
        ) : (
          <iframe
            key={attempt}
            ref={frame}
            data-test="mini-program-frame"
            title={`小程序：${title}`}
            src={miniAddress(publicUrl, path)}
            allow="clipboard-write; microphone"
            onLoad={() => setOpening(false)}
          />
        )}
        {opening && !silent ? (
          <div className="mini-opening" role="status">
            <AccountFace />
            <b>{NAME}</b>
            <span className="dots" aria-label="正在打开">
              <i />
              <i />
              <i />
            </span>
          </div>
        ) : null}
      </div>
      {asking ? (
        <MiniSubscribe
          followerId={followerId}
          name={NAME}
          offers={asking.offers}
          onAnswer={(decided) => {
            setAsking(null);
            const answer = { type: "wsi:subscribe:done", id: asking.id, decided };
            frame.current?.contentWindow?.postMessage(answer, origin);
          }}
        />
      ) : null}
      {more ? (
        <Sheet
          title={NAME}
          actions={[
            { label: "重新进入小程序", act: again },
            { label: "回到聊天", act: onChat },
          ]}
          onClose={() => setMore(false)}
        />
      ) : null}
    </div>
  );
}
