import { useState } from "react";
import { maxFileBytes } from "@wsi/shared/contract";
import { canRecord, record, type Recording } from "../platform/recorder";
import { pick, type PickFrom } from "../platform/upload";
import { ActionProblem, Button, ChatBar, ChatTool, Sheet } from "../ui/index.ts";
import { tooLong } from "./talk-state.ts";
import type { TalkActs } from "./use-talk.ts";

/** Where one writes, with words on every button: nobody has to guess what a picture of a plus means. */
export function ChatComposer({
  draft,
  problem,
  acts,
}: {
  draft: string;
  problem: string | null;
  acts: Pick<TalkActs, "write" | "say" | "attach" | "stopped">;
}) {
  const [choosing, setChoosing] = useState(false);
  const [recording, setRecording] = useState<Recording | null>(null);
  const trouble = tooLong(draft) ?? problem;

  async function add(from: PickFrom) {
    setChoosing(false);
    const picked = await pick(from, from === "file" ? ["pdf", "jpeg", "png"] : ["jpeg", "png"], 5);
    const large = picked.some((one) => one.bytes > maxFileBytes);
    acts.stopped(large ? "有的文件超过 10 MB，没有发。请压缩或重新拍一张" : null);
    for (const file of picked) {
      if (file.bytes > maxFileBytes) continue;
      acts.attach({ file, kind: from === "file" && /\.pdf$/i.test(file.name) ? "file" : "image" });
    }
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
      {choosing ? (
        <Sheet title="发照片" close="不发了" onClose={() => setChoosing(false)}>
          <Button id="chat-camera" onClick={() => void add("camera")}>
            拍一张
          </Button>
          <Button look="light" id="chat-album" onClick={() => void add("album")}>
            从相册里选
          </Button>
        </Sheet>
      ) : null}
      <ChatBar
        value={draft}
        placeholder="写给客服"
        onChange={acts.write}
        onSend={acts.say}
        disabled={draft.trim() === "" || tooLong(draft) !== null}
        problem={trouble ? <ActionProblem id="chat-problem" text={trouble} /> : null}
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
            <ChatTool id="chat-photo" onClick={() => setChoosing(true)}>
              发照片
            </ChatTool>
            <ChatTool id="chat-file" onClick={() => void add("file")}>
              发文件
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
