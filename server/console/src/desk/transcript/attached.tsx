/** What a message holds besides words. Pictures and sounds come from our own server only; nothing here opens anybody else's address. */
import { DownloadOutlined, FileOutlined } from "@ant-design/icons";
import { address, staffDeskFiles, type AttachedFile, type AttachedOf, type DeskMessage } from "@wsi/shared/contract";
import { useState } from "react";
import { shown } from "../../shown.ts";
import { SaidCard, SaidCase, SaidItem } from "./said-cards.tsx";
import { kindName } from "./transcript-lines.ts";
import { Viewer } from "./viewer.tsx";

export const sizeWords = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

const lacking: Record<NonNullable<AttachedFile["lack"]>, string> = {
  coming: "正在从微信取回…",
  lost: "没有从微信取到，请市民重新发一次",
  erased: "已过保存期，按规定删除",
  elsewhere: "微信不给原件，请到微信客服里看",
};
/** Whole, whichever year it is: a card outlives its day. */
const dayText = (day: string): string => day.replace(/^(\d{4})-0?(\d+)-0?(\d+)$/, "$1年$2月$3日");
const addressOf = (id: string): string => address(staffDeskFiles.file, { id }).path;

function Picture({ id }: { id: string }) {
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  const src = addressOf(id);
  if (failed)
    return (
      <button type="button" className="link" onClick={() => setFailed(false)}>
        图片没有取到，点这里再试
      </button>
    );
  return (
    <>
      <button
        type="button"
        className="said-picture"
        onClick={() => setOpen(true)}
        aria-label="放大看图片"
        data-test="picture"
      >
        <img src={src} alt="市民或客服发的图片" loading="lazy" onError={() => setFailed(true)} />
      </button>
      {open && <Viewer src={src} close={() => setOpen(false)} />}
    </>
  );
}

/** AMR is what WeChat records, and no browser plays it. */
const plays = (mime: string): boolean => mime !== "audio/amr";

function Sound({ id, file }: { id: string; file: AttachedFile }) {
  const mime = file.mime ?? "";
  if (!plays(mime))
    return (
      <a className="said-file" href={addressOf(id)} download={`voice-${id.slice(0, 8)}.amr`}>
        <DownloadOutlined /> 微信语音，浏览器放不了，下载后听
      </a>
    );
  return <audio className="said-sound" controls preload="none" src={addressOf(id)} aria-label="语音" />;
}

function Paper({ id, file }: { id: string; file: AttachedFile }) {
  const name = file.name ? shown(file.name) : "文件";
  return (
    <a className="said-file" href={addressOf(id)} download={file.name ?? ""} data-test="file">
      <FileOutlined /> <bdi>{name}</bdi> <small>{sizeWords(file.bytes ?? 0)}</small>
    </a>
  );
}

type FileKind = "image" | "voice" | "video" | "file";
const isFile = (kind: DeskMessage["kind"]): kind is FileKind =>
  kind === "image" || kind === "voice" || kind === "video" || kind === "file";

function File({ kind, file }: { kind: FileKind; file: AttachedFile }) {
  const { id, lack } = file;
  if (id === undefined)
    return (
      <span className={lack === "lost" ? "said-lack bad" : "said-lack"}>
        {kindName[kind]}：{lack ? lacking[lack] : "没有保存"}
      </span>
    );
  if (kind === "image") return <Picture id={id} />;
  if (kind === "voice") return <Sound id={id} file={file} />;
  if (kind === "video") return <video className="said-video" controls preload="none" src={addressOf(id)} />;
  return <Paper id={id} file={file} />;
}

/** Only addresses of the web, never of a script. */
const isWeb = (url: string): boolean => /^https?:\/\/\S+$/.test(url);

export function Attached({ message }: { message: DeskMessage }) {
  const { kind, attached } = message;
  if (isFile(kind)) return <File kind={kind} file={(attached ?? {}) as AttachedFile} />;
  if (kind === "appointment-card" && attached) {
    const { title, place, day, time } = attached as AttachedOf["appointment-card"];
    return <SaidCard title={title} text={`预约：${dayText(day)} ${time} · ${shown(place)}`} />;
  }
  if (kind === "item-card" && attached) return <SaidItem card={attached as AttachedOf["item-card"]} />;
  if (kind === "case-card" && attached) return <SaidCase card={attached as AttachedOf["case-card"]} />;
  if (kind === "mini-card" && attached)
    return <SaidCard title={(attached as AttachedOf["mini-card"]).title} text="小程序页面" />;
  if (kind === "link" && attached && isWeb((attached as AttachedOf["link"]).url))
    return (
      <>
        <span className="kind">{kindName.link}</span>
        <a href={(attached as AttachedOf["link"]).url} target="_blank" rel="noreferrer noopener">
          {shown((attached as AttachedOf["link"]).title)}
        </a>
      </>
    );
  return kind === "text" ? null : <span className="kind">{kindName[kind]}</span>;
}

/** Whether the words beside it say something that what is attached does not. */
export function saysMore({ kind, text, attached }: DeskMessage): boolean {
  if (text === "" || kind === "link" || kind.endsWith("-card")) return false;
  if (!isFile(kind)) return true;
  return text !== (attached as AttachedFile | null)?.name && !/^（(图片|视频)）$/.test(text) && !isWeb(text);
}
