import { broadcastPictures, type BroadcastPicture } from "@wsi/shared/contract";
import { errorOf, sentence } from "../client.ts";

/** Brings a picture to the server; answers it, or in words why not. */
export async function uploadPicture(file: File): Promise<BroadcastPicture | string> {
  const body = new FormData();
  body.append("file", file);
  try {
    const response = await fetch(broadcastPictures.upload, { method: "POST", headers: { "X-Console": "1" }, body });
    const answer: unknown = await response.json().catch(() => undefined);
    return response.ok ? (answer as BroadcastPicture) : sentence(errorOf(response.status, answer));
  } catch {
    return "没有传上去，请检查网络后重试";
  }
}
