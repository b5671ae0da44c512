import Taro from "@tarojs/taro";
import type { Picked, PickFrom, PickType, Sent } from "./upload.ts";

const lastPart = (path: string): string => path.split("/").at(-1) ?? "材料";

export async function pick(from: PickFrom, accept: readonly PickType[], count: number): Promise<Picked[]> {
  try {
    if (from === "file") {
      const extension = accept.flatMap((type) => (type === "jpeg" ? ["jpg", "jpeg"] : [type]));
      const { tempFiles } = await Taro.chooseMessageFile({ count, type: "file", extension });
      return tempFiles.map((one) => ({ name: one.name, bytes: one.size, source: one.path }));
    }
    const { tempFiles } = await Taro.chooseMedia({
      count,
      mediaType: ["image"],
      sourceType: [from],
      sizeType: ["compressed"],
    });
    return tempFiles.map((one) => ({ name: lastPart(one.tempFilePath), bytes: one.size, source: one.tempFilePath }));
  } catch {
    // WeChat rejects when the person closes the picker.
    return [];
  }
}

export function send(url: string, token: string, file: Picked, onProgress: (percent: number) => void): Promise<Sent> {
  return new Promise((answer, fail) => {
    const task = Taro.uploadFile({
      url,
      filePath: String(file.source),
      name: "file",
      fileName: file.name,
      header: { Authorization: `Bearer ${token}` },
      success: (done) => answer({ status: done.statusCode, body: done.data }),
      fail: () => fail(new Error("upload failed")),
    });
    task.progress((now) => onProgress(now.progress));
  });
}
