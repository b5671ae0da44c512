/** What an act wants to know first. Each closes only when the act was done; what was written stays until then. */
import { desk, type ConversationView, type DeskOverview } from "@wsi/shared/contract";
import { beginningOf } from "@wsi/shared/values";
import { Alert, Input, Segmented, Select } from "antd";
import { useEffect, useState } from "react";
import { useSession } from "../../session.tsx";
import { presenceName } from "../live/presence.tsx";
import { Asking } from "./asking.tsx";

interface DialogProps {
  talk: ConversationView;
  busy: boolean;
  shut: () => void;
}

const ways = [
  { value: "staff" as const, label: "同事" },
  { value: "group" as const, label: "小组" },
  { value: "queue" as const, label: "放回队列" },
];
type Way = (typeof ways)[number]["value"];

export interface TransferTo {
  to: { staff: string } | { group: string };
  note: string;
}
/** To a group or a person, or back into the queue; a note is required, and it stays mine until somebody accepts. */
export function TransferDialog({
  talk,
  busy,
  shut,
  offer,
  requeue,
}: DialogProps & { offer: (to: TransferTo) => void; requeue: (note: string) => void }) {
  const { me, ask } = useSession();
  const [overview, setOverview] = useState<DeskOverview | null>(null);
  const [way, setWay] = useState<Way>("staff");
  const [staffId, setStaffId] = useState<string>();
  const [groupId, setGroupId] = useState<string>();
  const [note, setNote] = useState("");
  useEffect(() => {
    let wanted = true;
    void ask(desk.overview, {}).then((answer) => wanted && answer.ok && setOverview(answer.value));
    return () => {
      wanted = false;
    };
  }, [ask]);
  const colleagues = (overview?.colleagues ?? []).filter((one) => one.id !== me.id);
  const chosen = way === "queue" || (way === "staff" ? staffId : groupId) !== undefined;
  const colleague = colleagues.find((one) => one.id === staffId);
  const unready = way === "staff" && colleague !== undefined && colleague.presence !== "ready";
  const send = () => {
    if (way === "queue") requeue(note.trim());
    else if (way === "staff" && staffId !== undefined) offer({ to: { staff: staffId }, note: note.trim() });
    else if (groupId !== undefined) offer({ to: { group: groupId }, note: note.trim() });
  };
  return (
    <Asking
      title="转接"
      ok={way === "queue" ? "放回队列" : "转接"}
      cancel="继续接待"
      busy={busy}
      ready={chosen && note.trim() !== ""}
      test="confirm-transfer"
      done={send}
      shut={shut}
    >
      <Segmented<Way> value={way} onChange={setWay} options={ways} data-test="transfer-way" />
      {way === "staff" && (
        <Select
          showSearch
          autoFocus
          optionFilterProp="title"
          loading={overview === null}
          placeholder="选择同事，可以打字查找"
          aria-label="转给哪位同事"
          value={staffId}
          onChange={setStaffId}
          notFoundContent={overview === null ? "正在查询" : "没有其他同事"}
          options={colleagues
            .toSorted((a, b) => rankOf(a.presence) - rankOf(b.presence) || a.load / a.cap - b.load / b.cap)
            .map((one) => ({
              value: one.id,
              // The server would say no: nobody sits there who could accept.
              disabled: one.presence === "offline",
              title: `${one.name} ${one.groups.join(" ")}`,
              label: (
                <span className="colleague">
                  <i className={`dot ${one.presence}`} aria-hidden />
                  <b>{one.name}</b>
                  <span>
                    {presenceName[one.presence]} · {one.load}/{one.cap}
                    {one.groups.length > 0 && ` · ${one.groups.join("、")}`}
                  </span>
                </span>
              ),
            }))}
          data-test="transfer-staff"
        />
      )}
      {way === "group" && (
        <Select
          autoFocus
          loading={overview === null}
          placeholder="选择小组"
          aria-label="转给哪个小组"
          value={groupId}
          onChange={setGroupId}
          options={(overview?.groups ?? []).map((one) => ({
            value: one.id,
            label: `${one.name}（${one.ready} 人就绪，${one.waiting} 人在等）`,
          }))}
          data-test="transfer-group"
        />
      )}
      {way === "queue" && <p className="dialog-say">回到它原来的位置，由下一位就绪的同事接待。</p>}
      {unready && (
        <Alert
          type="warning"
          showIcon
          message={`${colleague.name}现在${presenceName[colleague.presence]}，可能没人接受；没接受之前仍由您接待。`}
        />
      )}
      <label>
        <span>给同事的话（必填）</span>
        <Input.TextArea
          rows={3}
          value={note}
          maxLength={500}
          showCount
          placeholder="市民要办什么，已经说到哪里，还差什么"
          onChange={(event) => setNote(event.target.value)}
          data-test="transfer-note"
        />
      </label>
      {talk.state === "assigned" && way !== "queue" && (
        <p className="dialog-say">对方接受之前，会话仍在您这里；市民不会看到这段话。</p>
      )}
    </Asking>
  );
}
const rankOf = (presence: "ready" | "busy" | "away" | "offline") =>
  ({ ready: 0, busy: 1, away: 2, offline: 3 })[presence];

/** Closing asks what it was about: the next colleague and the figures live on it. */
export function CloseDialog({
  talk,
  busy,
  shut,
  tags,
  unsent,
  close,
}: DialogProps & {
  /** Tags used lately. */
  tags: readonly string[];
  /** Something written has not been sent. */
  unsent: boolean;
  close: (summary: string, tags: string[]) => void;
}) {
  const [summary, setSummary] = useState(talk.summary);
  const [chosen, setChosen] = useState<string[]>(talk.tags);
  const mayRate = talk.allowance === null || talk.allowance.left > 0;
  return (
    <Asking
      title="结束会话"
      ok="结束会话"
      cancel="继续接待"
      busy={busy}
      ready={summary.trim() !== ""}
      test="confirm-close"
      done={() => close(summary.trim(), chosen)}
      shut={shut}
    >
      {unsent && <Alert type="warning" showIcon message="还有写好的话没有发出，结束后不会再发。" />}
      <label>
        <span>服务小结（必填）</span>
        <Input.TextArea
          autoFocus
          rows={3}
          value={summary}
          maxLength={500}
          showCount
          placeholder="一句话：市民要什么，结果怎样"
          onChange={(event) => setSummary(event.target.value)}
          data-test="close-summary"
        />
      </label>
      <label>
        <span>标签</span>
        <Select
          mode="tags"
          maxCount={8}
          placeholder="选择或输入，回车确认"
          value={chosen}
          onChange={(next: string[]) => setChosen(next.map((one) => beginningOf(one.trim(), 20)).filter(Boolean))}
          options={tags.map((one) => ({ value: one, label: one }))}
          data-test="close-tags"
        />
      </label>
      <p className="dialog-say">
        {mayRate ? "市民会收到一条请求评价的消息。" : "微信回复条数已用完，市民收不到评价邀请。"}
        市民再留言，会进入新的会话。
      </p>
    </Asking>
  );
}

const holdChoices = [
  { value: 10, label: "10 分钟" },
  { value: 30, label: "30 分钟" },
  { value: 120, label: "2 小时" },
  { value: 24 * 60, label: "明天这时" },
];
export function HoldDialog({ busy, shut, hold }: DialogProps & { hold: (reason: string, until: string) => void }) {
  const [reason, setReason] = useState("");
  const [minutes, setMinutes] = useState(30);
  const ready = reason.trim() !== "";
  const done = () => hold(reason.trim(), new Date(Date.now() + minutes * 60_000).toISOString());
  return (
    <Asking
      title="挂起"
      ok="挂起"
      cancel="继续接待"
      busy={busy}
      ready={ready}
      test="confirm-hold"
      done={done}
      shut={shut}
    >
      <label>
        <span>在等什么（必填）</span>
        <Input
          autoFocus
          value={reason}
          maxLength={200}
          placeholder="例如：等审核同事回复材料"
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={(event) => ready && !busy && !event.ctrlKey && !event.nativeEvent.isComposing && done()}
          data-test="hold-reason"
        />
      </label>
      <Segmented<number> value={minutes} onChange={setMinutes} options={holdChoices} data-test="hold-for" />
      <p className="dialog-say">到时会自动回到您手上；市民再说话，也会提醒您。挂起的会话不占接待数。</p>
    </Asking>
  );
}

/** An act on a colleague's talk or offer that must say why. */
export function ReasonDialog({
  busy,
  shut,
  title,
  label,
  hint,
  required,
  done,
}: Omit<DialogProps, "talk"> & {
  title: string;
  label: string;
  hint: string;
  required: boolean;
  done: (reason: string) => void;
}) {
  const [reason, setReason] = useState("");
  return (
    <Asking
      title={title}
      ok={label}
      cancel="再看看"
      busy={busy}
      ready={!required || reason.trim() !== ""}
      test="confirm-reason"
      done={() => done(reason.trim())}
      shut={shut}
    >
      <Input.TextArea
        autoFocus
        rows={3}
        value={reason}
        maxLength={300}
        showCount
        placeholder={hint}
        onChange={(event) => setReason(event.target.value)}
        aria-label={hint}
        data-test="reason"
      />
    </Asking>
  );
}
