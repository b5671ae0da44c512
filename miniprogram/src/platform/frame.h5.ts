import { hear, post } from "./parent.h5.ts";

export const tellTitle = (title: string): void => post({ type: "title", title });

export function listenForBack(goBack: () => void): void {
  hear((message) => {
    if (message.type === "wsi:back") goBack();
  });
}

export function listenForLostPage(tell: () => void): void {
  window.addEventListener("unhandledrejection", (event) => {
    if (!(event.reason instanceof Error) || event.reason.name !== "ChunkLoadError") return;
    event.preventDefault();
    tell();
  });
}

export const apiOrigin = "";
