import type { AttachedFile, MessageKind } from "@wsi/shared/contract";
import { refuse, type Refusal } from "../../refusal.ts";
import type { Content } from "./content.ts";

/** What WeChat can carry of a message with a file, and what an agent is told of the rest. */

const MB = 1024 * 1024;
/** What WeChat takes as temporary media. */
const carried = {
  image: { mimes: ["image/jpeg", "image/png", "image/gif"], bytes: 10 * MB, words: "JPG、PNG 图片" },
  voice: { mimes: ["audio/amr", "audio/mpeg"], bytes: 2 * MB, words: "AMR、MP3 语音，60 秒、2 MB 以内" },
  video: { mimes: ["video/mp4"], bytes: 10 * MB, words: "MP4 视频，10 MB 以内" },
} as const;
type Carried = keyof typeof carried;
const isCarried = (kind: MessageKind): kind is Carried => Object.hasOwn(carried, kind);
const MOST_SECONDS = 60;

export interface OutgoingFile {
  openid: string;
  kind: Carried;
  file: string;
  mime: string;
}

/** The file of a message, where it is one that WeChat carries. */
export function outgoing(openid: string, { kind, attached }: Content): OutgoingFile | undefined {
  const { id, mime } = (attached ?? {}) as AttachedFile;
  return isCarried(kind) && id !== undefined && mime !== undefined ? { openid, kind, file: id, mime } : undefined;
}

/** Why WeChat cannot carry this: said while the agent can still do something else. */
export function notForWechat({ kind, text, attached }: Content): Refusal | undefined {
  if (kind === "file")
    return refuse("refused", "微信客服消息不能发文件", {
      instead: "把要紧的一页截成图片发，或请市民到小程序「人工客服」里来收",
    });
  if (!isCarried(kind)) return undefined;
  const { mime = "", bytes = 0, seconds = 0, name = "" } = (attached ?? {}) as AttachedFile;
  const rule = carried[kind];
  const fits = (rule.mimes as readonly string[]).includes(mime) && bytes <= rule.bytes;
  if (!fits || (kind === "voice" && seconds > MOST_SECONDS))
    return refuse("refused", `微信发不了这个文件：只能发 ${rule.words}`, { instead: "请换一个格式，或改用文字说明" });
  if (text !== name) return refuse("bad-input", "微信里图片、语音和文字要分开发，请先发文件，再发文字");
  return undefined;
}
