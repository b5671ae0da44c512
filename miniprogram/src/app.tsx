import { useLaunch } from "@tarojs/taro";
import type { PropsWithChildren } from "react";
import { goBack, toast } from "./ui/go.ts";
import { listenForBack, listenForLostPage } from "./platform/frame";
import "./ui/ui.scss";

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    listenForBack(goBack);
    listenForLostPage(() => toast("网络不通，这一页没有打开。请检查手机网络后再点一次"));
  });
  return children;
}
