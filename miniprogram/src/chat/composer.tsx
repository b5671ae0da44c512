import { useState } from "react";
import { maxFileBytes } from "@wsi/shared/contract";
import type { AskedAbout } from "../asked-about.ts";
import { lighter } from "../platform/lighter";
import { canRecord, record, type Recording } from "../platform/recorder";
import { pick, type Picked, type PickFrom } from "../platform/upload";
import { ActionProblem, ChatAbout, ChatBar, ChatTool } from "../ui/index.ts";
import { tooLong } from "./talk-state.ts";
import { Tray } from "./tray.tsx";
import type { TalkActs } from "./use-talk.ts";

const pictures = /\.(jpe?g|png|webp)$/i;
const papers = /\.pdf$/i;
/** How a chosen file is sent; null: the desk cannot open it. From the album everything is a photograph, whatever its name. */
function kindOf({ name }: Picked, from: PickFrom): "image" | "file" | null {
  if (from !== "file" || pictures.test(name)) return "image";
  return papers.test(name) ? "file" : null;
}
const unfit = "这种文件客服打不开，没有发。请打开它截图，把截图发来";
const tooHeavy = { image: "照片太大，没有发。请重新拍一张", file: "文件太大，没有发。请截图，把截图发来" } as const;

/** Where one writes, with words on every button: nobody has to guess what a picture of a plus means. */
export function ChatComposer({
  draft,
  about,
  problem,
  acts,
}: {
  draft: string;
  about: AskedAbout | null;
  problem: string | null;
  acts: Pick<TalkActs, "write" | "put" | "say" | "attach" | "stopped">;
}) {
  const [choosing, setChoosing] = useState(false);
  const [recording, setRecording] = useState<Recording | null>(null);
  const trouble = tooLong(draft) ?? problem;

  async function add(from: PickFrom) {
    setChoosing(false);
    acts.stopped(null);
    for (const picked of await pick(from, from === "file" ? ["pdf", "jpeg", "png"] : ["jpeg", "png"], 5)) {
      const kind = kindOf(picked, from);
      const file = kind === "image" ? await lighter(picked) : picked;
      if (kind === null) acts.stopped(unfit);
      else if (file.bytes > maxFileBytes) acts.stopped(tooHeavy[kind]);
      else acts.attach({ file, kind });
    }
  }
  function put(thing: AskedAbout) {
    setChoosing(false);
    acts.put(thing);
  }
  async function begin() {
    const begun = await record();
    acts.stopped(begun ? null : "没有打开话筒。请在手机设置里允许使用话筒，或者打字");
    setRecording(begun);
  }
  async function end(sends: boolean) {
    const done = await recording?.stop();
    setRecording(null);
    if (!sends) return;
    if (done) acts.attach({ file: done.file, kind: "voice", seconds: done.seconds });
    else acts.stopped("没有录到声音，请再说一次");
  }

  return (
    <>
      {choosing ? <Tray onPick={(from) => void add(from)} onPut={put} onClose={() => setChoosing(false)} /> : null}
      <ChatBar
        value={draft}
        placeholder={about ? "想问什么，写在这里" : "写给客服"}
        onChange={acts.write}
        onSend={acts.say}
        disabled={(draft.trim() === "" && about === null) || tooLong(draft) !== null}
        problem={trouble ? <ActionProblem id="chat-problem" text={trouble} /> : null}
        about={about ? <ChatAbout title={about.title} text={about.text} onRemove={() => acts.put(null)} /> : null}
      >
        {recording ? (
          <>
            <ChatTool id="chat-record-send" strong onClick={() => void end(true)}>
              正在录音，说完点这里发出
            </ChatTool>
            <ChatTool id="chat-record-drop" onClick={() => void end(false)}>
              不要
            </ChatTool>
          </>
        ) : (
          <>
            <ChatTool id="chat-more" onClick={() => setChoosing(true)}>
              ＋ 照片等
            </ChatTool>
            {canRecord ? (
              <ChatTool id="chat-voice" onClick={() => void begin()}>
                说语音
              </ChatTool>
            ) : null}
          </>
        )}
      </ChatBar>
    </>
  );
}
