import { View } from "@tarojs/components";
import { beijingTime } from "@wsi/shared/case";
import { isQuotable, type AttachedFile, type CitizenMessage } from "@wsi/shared/contract";
import { useEffect, useRef, useState } from "react";
import { localDeskFile } from "../api.ts";
import type { AskedAbout } from "../asked-about.ts";
import { openPdf } from "../platform/download";
import { play } from "../platform/player";
import { Bubble, BubbleCard, BubblePicture, BubbleTap, toast } from "../ui/index.ts";
import { askedBack, isCard, SaidCard } from "./said-cards.tsx";
import { mayRecall } from "./talk-state.ts";
import { showPicture } from "./use-talk.ts";

const lacking: Record<NonNullable<AttachedFile["lack"]>, string> = {
  coming: "正在接收…",
  lost: "没有收到，请再发一次",
  erased: "已过保存期，按规定删除了",
  elsewhere: "在微信客服那边",
};
const sizeText = (bytes = 0): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** The file on this device, fetched once. */
function useLocal(id: string | undefined): { local: string | null; problem: string | null; again(): void } {
  const [local, setLocal] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  const asked = useRef<string | null>(null);
  useEffect(() => {
    const name = `${id}:${turn}`;
    if (id === undefined || asked.current === name) return;
    asked.current = name;
    const fetchIt = async () => {
      const got = await localDeskFile(id);
      setLocal(got.ok ? got.value : null);
      setProblem(got.ok ? null : got.error.message);
    };
    void fetchIt();
  }, [id, turn]);
  return { local, problem, again: () => setTurn((before) => before + 1) };
}

function Photo({ file }: { file: AttachedFile }) {
  const { local, problem, again } = useLocal(file.id);
  if (file.lack) return <View>图片：{lacking[file.lack]}</View>;
  if (problem) return <BubbleTap onClick={again}>图片没有取到，点这里再试</BubbleTap>;
  if (local === null) return <View>图片正在打开…</View>;
  return <BubblePicture src={local} label="图片，点开看大图" onClick={() => showPicture(local)} />;
}

function Voice({ file, text }: { file: AttachedFile; text: string }) {
  const [busy, setBusy] = useState(false);
  if (file.lack) return <View>语音：{lacking[file.lack]}</View>;
  async function hear() {
    setBusy(true);
    const got = await localDeskFile(file.id ?? "");
    if (!got.ok) toast(got.error.message);
    else if (!(await play(got.value))) toast("这段语音在这部手机上放不出来");
    setBusy(false);
  }
  const long = file.seconds === undefined ? "" : ` ${file.seconds} 秒`;
  return (
    <>
      <BubbleTap onClick={() => void hear()}>{busy ? "正在播放…" : `▶ 听语音${long}`}</BubbleTap>
      {text === "" || text === file.name ? null : <View>{text}</View>}
    </>
  );
}

function Paper({ file }: { file: AttachedFile }) {
  const name = file.name ?? "文件";
  if (file.lack) return <View>文件：{lacking[file.lack]}</View>;
  async function open() {
    const got = await localDeskFile(file.id ?? "");
    if (!got.ok) return toast(got.error.message);
    await openPdf(got.value, name.replace(/\.pdf$/i, "")).catch(() => toast("这个文件在手机上打不开"));
  }
  return <BubbleCard title={name} text={`文件 ${sizeText(file.bytes)}，点开看`} onClick={() => void open()} />;
}

/** What was said, by its kind. Words of strangers are always only words. */
function Content({ line, now }: { line: CitizenMessage; now: number }) {
  const { kind, text } = line;
  if (isCard(line)) return <SaidCard line={line} now={now} />;
  switch (kind) {
    case "image":
      return <Photo file={(line.attached ?? {}) as AttachedFile} />;
    case "voice":
      return <Voice file={(line.attached ?? {}) as AttachedFile} text={text} />;
    case "video":
    case "file":
      return <Paper file={(line.attached ?? {}) as AttachedFile} />;
    default:
      return <View className="bubble-words">{text}</View>;
  }
}

const speaker = ({ from, by }: CitizenMessage): string =>
  from === "staff" ? (by ?? "客服") : from === "bot" ? "自动回复" : "";

export function Line({
  line,
  now,
  recall,
  ask,
}: {
  line: CitizenMessage;
  now: number;
  /** Left out where nothing can be taken back. */
  recall?: (id: string) => void;
  /** Puts what the office sent above the field. */
  ask(thing: AskedAbout): void;
}) {
  if (line.from === "system" && !line.recalled) return <View className="chat-said">{line.text}</View>;
  const mine = line.from === "citizen";
  if (line.recalled) return <View className="chat-said">{mine ? "您撤回了一条消息" : "客服撤回了一条消息"}</View>;
  const act =
    recall && mayRecall(line, now)
      ? { label: "撤回", onClick: () => recall(line.id) }
      : line.from === "staff" && isQuotable(line.kind) && line.attached !== null
        ? { label: "问这个", onClick: () => ask(askedBack(line)) }
        : null;
  return (
    <Bubble
      mine={mine}
      by={speaker(line)}
      machine={line.from === "bot"}
      foot={mine ? `${beijingTime(line.at)} 已送到` : beijingTime(line.at)}
      {...(act ? { act } : {})}
    >
      <Content line={line} now={now} />
    </Bubble>
  );
}
