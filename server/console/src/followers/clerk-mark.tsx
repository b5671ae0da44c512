import { followerReasonLength, followerRoutes, markedByHand, type FollowerRow } from "@wsi/shared/contract";
import { Input, Modal } from "antd";
import { useState } from "react";
import { timeWords } from "../beijing.ts";
import { sentence } from "../client.ts";
import { useNow, useSession } from "../session.tsx";
import { useAsked } from "../use-asked.ts";

/** Marks a follower as an employer's clerk, or takes the mark away; both with a reason, which the log keeps. */
export function ClerkMark({ row, close, done }: { row: FollowerRow; close(): void; done(): void }) {
  const { ask } = useSession();
  const now = useNow(60);
  const number = String(row.number);
  const log = useAsked(followerRoutes.marks, { number });
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const held = row.tags.find((one) => one.code === markedByHand);
  const fixed = held !== undefined && !held.byHand;
  const gone = row.leftAt !== null;
  const save = async () => {
    setBusy(true);
    const answer = await ask(followerRoutes.mark, { number, marked: held === undefined, reason: reason.trim() });
    setBusy(false);
    if (answer.ok) done();
    else setTrouble(sentence(answer.error));
  };
  return (
    <Modal
      open
      title={held ? "取消「单位经办人」" : "标为「单位经办人」"}
      okText={held ? "取消标记" : "标记"}
      cancelText="关闭"
      okButtonProps={{
        danger: held !== undefined,
        disabled: fixed || gone || reason.trim() === "",
        "data-test": "fans-mark-confirm",
      }}
      confirmLoading={busy}
      onCancel={close}
      onOk={() => void save()}
    >
      <p>
        编号结尾 <code>…{row.tail}</code>
        {fixed && "。社保系统里登记为单位经办人，不用人工标；要取消，请先在单位的参保登记里变更。"}
        {gone && "。对方已经取消关注，不能再标记。"}
      </p>
      {!fixed && !gone && (
        <Input.TextArea
          rows={3}
          autoFocus
          value={reason}
          maxLength={followerReasonLength}
          showCount
          placeholder={held ? "为什么取消，例如：已离职" : "凭什么认定，例如：单位介绍信（不要写身份证号、手机号）"}
          aria-label="依据"
          onChange={(event) => setReason(event.target.value)}
          data-test="fans-mark-reason"
        />
      )}
      {trouble !== null && (
        <p className="fans-bad" role="alert">
          {trouble}
        </p>
      )}
      <h2 className="fans-log-title">记录</h2>
      {log.trouble !== null && <p className="fans-bad">记录没有加载成功：{log.trouble}</p>}
      {log.value?.length === 0 && <p className="fans-quiet">还没有人工标过。</p>}
      <ol className="fans-log" data-test="fans-log">
        {log.value?.map((one) => (
          <li key={one.at}>
            <b>{one.marked ? "标记" : "取消"}</b> {one.reason}
            <small>
              {one.by ?? "系统"} · {timeWords(one.at, now)}
            </small>
          </li>
        ))}
      </ol>
    </Modal>
  );
}
