import Taro from "@tarojs/taro";
import type { Picked } from "./upload.ts";

const heavyBytes = 2 * 1024 * 1024;
const quality = 70;

/** WeChat has made it smaller once when it was picked; this is for what is still too much. */
export async function lighter(picture: Picked): Promise<Picked> {
  if (picture.bytes <= heavyBytes) return picture;
  try {
    const { tempFilePath } = await Taro.compressImage({ src: String(picture.source), quality });
    const info = await Taro.getFileInfo({ filePath: tempFilePath });
    if (!("size" in info) || info.size >= picture.bytes) return picture;
    return { ...picture, bytes: info.size, source: tempFilePath };
  } catch {
    return picture;
  }
}
