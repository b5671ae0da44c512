import { View } from "@tarojs/components";
import Taro, { useDidShow } from "@tarojs/taro";
import { useEffect, type ReactNode } from "react";
import { tellTitle } from "../platform/frame";
import { TextButton } from "./button.tsx";
import { go } from "./go.ts";
import { useLargeType } from "./large-type.ts";

interface PageProps {
  /** Shown in the title bar, which WeChat (or the phone around the H5) draws. */
  title: string;
  /** The one thing to do here, held at the bottom under the thumb. */
  action?: ReactNode;
  /** False where the page has its own way to a person, who is told what led there; the page of the talk is one. */
  person?: boolean;
  children: ReactNode;
}

function sayTitle(title: string): void {
  void Taro.setNavigationBarTitle({ title });
  tellTitle(title);
}

export function Page({ title, action, person = true, children }: PageProps) {
  const large = useLargeType();
  useDidShow(() => sayTitle(title));
  // Within one page the form gives way to the review: no page is shown anew, yet the title changes.
  useEffect(() => sayTitle(title), [title]);
  return (
    <View className={large ? "page large" : "page"}>
      <View className="page-body">
        {children}
        {person ? (
          <View className="page-person no-print">
            <TextButton id="page-ask-person" onClick={() => go("chat/index")}>
              说不清？找人工客服
            </TextButton>
          </View>
        ) : null}
      </View>
      {action ? <View className="page-action">{action}</View> : null}
    </View>
  );
}

/** The band at the top of a page that says where one is and what it is about. */
export function Lead({ title, text, children }: { title: string; text?: string | undefined; children?: ReactNode }) {
  return (
    <View className="lead">
      <View className="lead-title">{title}</View>
      {text ? <View className="lead-text">{text}</View> : null}
      {children}
    </View>
  );
}
