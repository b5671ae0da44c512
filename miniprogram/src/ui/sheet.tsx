import { ScrollView, View } from "@tarojs/components";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";

/** A sheet from below; a tap beside it or the button closes it. */
export function Sheet({
  title,
  onClose,
  close = "关闭",
  children,
}: {
  title: string;
  onClose(): void;
  close?: string;
  children: ReactNode;
}) {
  return (
    <View className="sheet-layer">
      <View className="sheet-shade" onClick={onClose} />
      <View className="sheet" role="dialog" aria-label={title}>
        <View className="sheet-title">{title}</View>
        <ScrollView className="sheet-body" scrollY>
          {children}
        </ScrollView>
        <Button look="quiet" id="sheet-close" onClick={onClose}>
          {close}
        </Button>
      </View>
    </View>
  );
}
