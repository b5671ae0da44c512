import { useEffect, useRef, useState } from "react";
import { sandbox } from "./client.ts";

interface FrameProps {
  followerId: string;
  publicUrl: string;
  path: string;
  onClose(): void;
  onChat(): void;
}

const home = "pages/home/index";

/** The H5 build of the mini-program inside the phone, logged in as this follower. Only its own window and origin are believed. */
export function MiniProgram({ followerId, publicUrl, path, onClose, onChat }: FrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [title, setTitle] = useState("武汉社保");
  const [answers, setAnswers] = useState<boolean | null>(null);
  const origin = new URL(publicUrl).origin;

  useEffect(() => {
    const post = (message: object) => frame.current?.contentWindow?.postMessage(message, origin);
    const hear = (event: MessageEvent) => {
      if (event.origin !== origin || event.source !== frame.current?.contentWindow) return;
      const message = event.data as { type?: unknown; id?: unknown; title?: unknown } | null;
      if (message?.type === "title" && typeof message.title === "string") setTitle(message.title);
      if (message?.type === "wsi:close") onClose();
      if (message?.type === "wsi:chat") onChat();
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
    // An empty frame says nothing: ask first whether anybody is there.
    fetch(`${publicUrl}/ping`, { mode: "no-cors" }).then(
      () => setAnswers(true),
      () => setAnswers(false),
    );
  }, [publicUrl]);

  const clean = path.replace(/^\/+/, "") || home;
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
          ‹
        </button>
        <span className="bar-title">{title}</span>
        <span className="capsule">
          <span aria-hidden>•••</span>
          <button type="button" data-test="mini-program-close" aria-label="关闭小程序" onClick={onClose}>
            ◎
          </button>
        </span>
      </header>
      {answers === false ? (
        <p className="empty">
          小程序打不开：{publicUrl} 没有回应。
          <br />
          请看看 npm start 的窗口是不是报错了。
        </p>
      ) : (
        <iframe
          ref={frame}
          data-test="mini-program-frame"
          title="小程序"
          src={`${publicUrl}/m/#/${clean}`}
          allow="clipboard-write"
        />
      )}
    </div>
  );
}
