import { useLaunch } from "@tarojs/taro";
import type { PropsWithChildren } from "react";
import { goBack } from "./ui/go.ts";
import { listenForBack } from "./platform/frame";
import "./ui/ui.scss";

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => listenForBack(goBack));
  return children;
}
