/** Sending the files of the tray: up with progress, then said in the talk. Both under the key of the file, so a retry doubles nothing. */
import { staff, staffDeskFiles, type ConversationView, type DeskFile } from "@wsi/shared/contract";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { errorOf, sentence } from "../../client.ts";
import { useSession } from "../../session.tsx";
import { newKey } from "../new-key.ts";
import { tray, type Chosen } from "./tray.ts";

/** fetch tells nothing of what has gone up; this does. */
function up({ key, conversation, file }: Chosen): Promise<DeskFile | string> {
  return new Promise((answer) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${staffDeskFiles.upload}?talk=${conversation}&key=${key}`);
    request.setRequestHeader("X-Console", "1");
    request.responseType = "json";
    request.upload.addEventListener("progress", (now) => {
      if (now.lengthComputable) tray.change(key, { percent: Math.round((now.loaded / now.total) * 100) });
    });
    request.addEventListener("load", () =>
      answer(
        request.status === 200 ? (request.response as DeskFile) : sentence(errorOf(request.status, request.response)),
      ),
    );
    request.addEventListener("error", () => answer("连不上服务器，请检查网络后重试"));
    const form = new FormData();
    form.append("file", file, file.name);
    request.send(form);
  });
}

export interface Attaching {
  chosen: readonly Chosen[];
  choose: (files: readonly File[]) => void;
  send: () => Promise<void>;
  drop: (key: string) => void;
}

export function useAttach(conversation: string, learn: (view: ConversationView) => void): Attaching {
  const { ask } = useSession();
  const all = useSyncExternalStore(tray.listen, tray.now);
  const chosen = useMemo(() => all.filter((one) => one.conversation === conversation), [all, conversation]);
  const choose = useCallback((files: readonly File[]) => tray.choose(conversation, files, newKey), [conversation]);
  const send = useCallback(async () => {
    for (const one of tray.now().filter((each) => each.conversation === conversation && each.percent === null)) {
      tray.change(one.key, { percent: 0, failure: null });
      const file = await up(one);
      const fail = (failure: string) => tray.change(one.key, { percent: null, failure });
      if (typeof file === "string") {
        fail(file);
        continue;
      }
      const answer = await ask(staff.say, {
        id: conversation,
        key: one.key,
        attach: { kind: one.kind, file: file.id },
      });
      if (answer.ok) {
        tray.drop(one.key);
        learn(answer.value);
      } else fail(sentence(answer.error));
    }
  }, [ask, conversation, learn]);
  return { chosen, choose, send, drop: tray.drop };
}
