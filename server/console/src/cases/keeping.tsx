import { erasedTitle, erasedWords } from "@wsi/shared/case";
import { staff, type StaffCaseView } from "@wsi/shared/contract";
import { Button } from "antd";
import { useState } from "react";
import { dayWords, exactTime } from "../beijing.ts";
import { sentence } from "../client.ts";
import { useSession } from "../session.tsx";
import { shown } from "../shown.ts";
import { NoteModal } from "./note-modal.tsx";

interface Props {
  view: StaffCaseView;
  now: Date;
  reload(): void;
}

/** How long the content of a case that is over is kept: until when, on hold by whom and why, or gone. */
export function Keeping({ view, now, reload }: Props) {
  const { me } = useSession();
  if (view.erased)
    return (
      <p className="strip warn" data-test="case-erased">
        <b>{erasedTitle}</b>：{erasedWords(view.erased)}
      </p>
    );
  if (view.eraseOn === null || view.number === null) return null;
  const { hold } = view;
  const supervisor = me.roles.includes("supervisor");
  return (
    <div className={hold ? "strip warn case-keeping" : "strip case-keeping"} data-test="case-keeping">
      {hold ? (
        <span title={exactTime(hold.at)}>
          <b>{hold.by} 暂缓清除</b>：{shown(hold.reason)}。解除以前，内容一直保存。
        </span>
      ) : (
        <span>内容保存到 {dayWords(view.eraseOn, now)}，到期自动清除。</span>
      )}
      {supervisor ? <Change view={view} held={hold === null} reload={reload} /> : null}
    </div>
  );
}

/** `held`: what it will be. */
function Change({ view, held, reload }: { view: StaffCaseView; held: boolean; reload(): void }) {
  const { ask } = useSession();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const done = async (reason: string) => {
    setBusy(true);
    const answer = await ask(staff.holdCase, { id: view.id, held, reason });
    setBusy(false);
    setTrouble(answer.ok ? null : sentence(answer.error));
    if (answer.ok) reload();
    return answer.ok;
  };
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} data-test={held ? "case-hold" : "case-lift"}>
        {held ? "暂缓清除" : "解除暂缓"}
      </Button>
      <NoteModal
        open={open}
        title={held ? "暂缓清除这个办件的内容" : "解除暂缓清除"}
        hint={held ? "为什么还要用，例如：行政诉讼未结。不要写姓名、证件号码" : "为什么不用再保存，例如：判决已生效"}
        busy={busy}
        trouble={trouble}
        close={() => setOpen(false)}
        done={done}
      />
    </>
  );
}
