import { Text, View } from "@tarojs/components";
import type { ReactNode } from "react";

/** Smaller words that explain. */
export function Note({ children, id }: { children: ReactNode; id?: string }) {
  return (
    <View className="note" {...(id ? { id } : {})}>
      {children}
    </View>
  );
}

/** A sum or a number that the page is about. */
export function Amount({ children, id }: { children: ReactNode; id?: string }) {
  return (
    <View className="amount figure" {...(id ? { id } : {})}>
      {children}
    </View>
  );
}

export function Figure({ children }: { children: ReactNode }) {
  return <Text className="figure">{children}</Text>;
}
