import type { ReminderChoices, ReminderKind } from "@wsi/shared/contract";
import { useState } from "react";
import { api } from "../../api.ts";
import {
  ActionProblem,
  Card,
  Failure,
  go,
  Lead,
  NotBound,
  Note,
  Page,
  Skeleton,
  SwitchCell,
  TextButton,
  useLoaded,
} from "../../ui/index.ts";

const load = () => api.reminders({});
const kinds: readonly [ReminderKind, string, string][] = [
  ["arrears", "缴费提醒", "快到截止日还没到账，或者过了没到账"],
  ["tier", "换档次提醒", "每年 6 月，新的缴费年度以前（灵活就业）"],
  ["benefit", "失业金提醒", "快领完的时候"],
  ["rights", "授权到期提醒", "代办授权、单位经办人身份快到期"],
];

/** 提醒设置: all are on until one says no. */
export default function RemindersPage() {
  const { value, error, reload } = useLoaded(load);
  const [chosen, setChosen] = useState<ReminderChoices | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const shown = chosen ?? value;
  async function turn(kind: ReminderKind, on: boolean) {
    const done = await api.chooseReminder({ kind, on });
    setTrouble(done.ok ? null : `没有改成：${done.error.message}`);
    if (done.ok) setChosen(done.value);
  }
  return (
    <Page title="提醒设置">
      <Lead title="提醒设置" text="要紧的日子到了，告诉您一声。不想收的可以关。" />
      {!shown && error?.code === "not-bound" ? <NotBound /> : null}
      {!shown && error && error.code !== "not-bound" ? <Failure error={error} onRetry={reload} /> : null}
      {!shown && !error ? <Skeleton cards={1} /> : null}
      {shown ? (
        <Card>
          {kinds.map(([kind, label, text]) => (
            <SwitchCell
              key={kind}
              id={`remind-${kind}`}
              label={label}
              text={text}
              on={shown[kind]}
              onChange={(on) => void turn(kind, on)}
            />
          ))}
          {trouble ? <ActionProblem id="remind-problem" text={trouble} /> : null}
          <Note>提醒发在「我的消息」里；关注了公众号的，公众号也会告诉您。办件的进度不受这里影响，一定会通知。</Note>
        </Card>
      ) : null}
      <TextButton id="to-notices" onClick={() => go("me/notices/index")}>
        看我的消息
      </TextButton>
    </Page>
  );
}
