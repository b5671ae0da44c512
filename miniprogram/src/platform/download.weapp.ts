import Taro from "@tarojs/taro";
import type { Fetched } from "./download.ts";

export async function fetchFile(url: string, token: string): Promise<Fetched> {
  const done = await Taro.downloadFile({ url, header: { Authorization: `Bearer ${token}` } });
  return { status: done.statusCode, local: done.statusCode === 200 ? done.tempFilePath : "" };
}

export async function openPdf(local: string): Promise<void> {
  await Taro.openDocument({ filePath: local, fileType: "pdf", showMenu: true });
}

/** Opened with its menu: from there it can be sent to a computer, filled in, and sent back to the chat. */
export async function openSheet(local: string, _name: string, type: "xlsx" | "xls"): Promise<void> {
  await Taro.openDocument({ filePath: local, fileType: type, showMenu: true });
}
