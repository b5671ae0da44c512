import { View } from "@tarojs/components";
import type { ErrorBody, ErrorCode } from "@wsi/shared/contract";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import type { Tone } from "./card.tsx";
import { call, go } from "./go.ts";
import { Bullets } from "./list.tsx";

export function Loading({ text = "正在读取…" }: { text?: string }) {
  return (
    <View className="state" aria-live="polite">
      <View className="spinner" />
      <View className="state-text">{text}</View>
    </View>
  );
}

/** The shape of what is being read, so that nothing jumps when it comes. */
export function Skeleton({ cards = 3 }: { cards?: number }) {
  return (
    <View aria-live="polite" aria-label="正在读取">
      {Array.from({ length: cards }, (_, at) => (
        <View className="skeleton" key={at}>
          <View className="skeleton-line short" />
          <View className="skeleton-line" />
          <View className="skeleton-line" />
        </View>
      ))}
    </View>
  );
}

/** Nothing here, and what to do about it. */
export function Empty({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <View className="state">
      <View className="state-title">{title}</View>
      <View className="state-text">{text}</View>
      {children}
    </View>
  );
}

/** Asking again gives the same answer: the way on is somewhere else. */
const lasting: ReadonlySet<ErrorCode> = new Set(["not-found", "not-allowed", "refused"]);

const opening = ["手机上打开微信，搜索「武汉社保」小程序", "或者关注「武汉社保」公众号，从菜单进入"];

/** What went wrong and how to mend it. */
export function Failure({
  error,
  onRetry,
  children,
}: {
  error: ErrorBody;
  onRetry?: () => void;
  children?: ReactNode;
}) {
  const outside = error.code === "not-signed-in";
  return (
    <View className="state" role="alert" aria-role="alert">
      <View className="state-title">{outside ? "请在微信中打开" : error.message}</View>
      {outside ? (
        error.message === "请在微信中打开" ? (
          <View className="state-list">
            <Bullets items={opening} />
          </View>
        ) : (
          <View className="state-text">{error.message}</View>
        )
      ) : null}
      {error.instead ? <View className="state-text">{error.instead}</View> : null}
      {onRetry && !lasting.has(error.code) ? (
        <Button look="light" id="retry" onClick={onRetry}>
          重试
        </Button>
      ) : null}
      {lasting.has(error.code) ? (
        <Button look="light" id="to-home" onClick={() => go("pages/home/index")}>
          回首页
        </Button>
      ) : null}
      {children}
      <Button look="quiet" id="failure-call" onClick={() => call("12333")}>
        打电话问 12333
      </Button>
    </View>
  );
}

/** Stands above the button that was just pressed, where the eyes are. */
export function ActionProblem({ id, text }: { id: string; text: string }) {
  return (
    <View className="action-problem" id={id} role="alert" aria-role="alert">
      {text}
    </View>
  );
}

export function Banner({
  tone,
  title,
  id,
  children,
}: {
  tone: Tone;
  title?: string;
  id?: string;
  children?: ReactNode;
}) {
  return (
    <View className={`banner ${tone}`} {...(id ? { id } : {})} {...(tone === "bad" ? { role: "alert" } : {})}>
      {title ? <View className="banner-title">{title}</View> : null}
      {children ? <View className="banner-text">{children}</View> : null}
    </View>
  );
}
