import Taro from "@tarojs/taro";
import type { Fetched } from "./download.ts";

export async function fetchFile(url: string, token: string): Promise<Fetched> {
  const done = await Taro.downloadFile({ url, header: { Authorization: `Bearer ${token}` } });
  return { status: done.statusCode, local: done.statusCode === 200 ? done.tempFilePath : "" };
}

export async function openSheet(local: string): Promise<void> {
  await Taro.openDocument({ filePath: local, fileType: "xlsx", showMenu: true });
}

export async function openPdf(local: string): Promise<void> {
  await Taro.openDocument({ filePath: local, fileType: "pdf", showMenu: true });
}
