import { citizen, desk, type ConversationView, type DeskTicketView } from "@wsi/shared/contract";
import { beginningOf } from "@wsi/shared/values";
import { Alert, Input, Modal, Select } from "antd";
import { useState } from "react";
import { sentence } from "../../client.ts";
import { fragmentOf } from "../../place.ts";
import { useSession } from "../../session.tsx";
import { useAsked } from "../../use-asked.ts";
import { newKey } from "../new-key.ts";
import { Asking } from "./asking.tsx";

/** Turns a talk into work: a ticket with the masked transcript, and for who is bound the draft of a case with it. */
export function TicketDialog({ talk, shut }: { talk: ConversationView; shut: () => void }) {
  const { ask } = useSession();
  const items = useAsked(citizen.items, {});
  // Pressed twice is one ticket.
  const [key] = useState(newKey);
  const [title, setTitle] = useState(beginningOf(talk.about, 100));
  const [note, setNote] = useState("");
  const [item, setItem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [made, setMade] = useState<DeskTicketView | null>(null);
  const bound = talk.person !== null;
  const open = async () => {
    setBusy(true);
    const given = { id: talk.id, key, title: title.trim(), note: note.trim(), ...(item === null ? {} : { item }) };
    const answer = await ask(desk.openTicket, given);
    setBusy(false);
    setTrouble(answer.ok ? null : sentence(answer.error));
    if (answer.ok) setMade(answer.value);
  };
  if (made)
    return (
      <Modal
        open
        title={`工单 ${made.number} 建好了`}
        okText="好"
        onOk={shut}
        onCancel={shut}
        cancelButtonProps={{ hidden: true }}
      >
        <p data-test="ticket-made">
          <a href={fragmentOf("tickets", made.id)} onClick={shut}>
            打开工单
          </a>
          ，{made.dueOn} 前办结。
        </p>
        {made.case !== null && (
          <p data-test="draft-made">
            办件草稿也开好了：{items.value?.find((one) => one.code === made.case?.item)?.name ?? "办件"}
            。请告诉市民：在小程序「我的办件」里核对、提交。
          </p>
        )}
      </Modal>
    );
  return (
    <Asking
      title="建工单"
      ok="建工单"
      cancel="先不建"
      busy={busy}
      ready={title.trim() !== ""}
      test="confirm-ticket"
      done={() => void open()}
      shut={shut}
    >
      {trouble !== null && <Alert type="warning" showIcon message={trouble} />}
      <label>
        <span>要办什么（必填）</span>
        <Input
          autoFocus
          value={title}
          maxLength={100}
          onChange={(event) => setTitle(event.target.value)}
          data-test="ticket-title"
        />
      </label>
      <label>
        <span>补充</span>
        <Input.TextArea
          rows={3}
          value={note}
          maxLength={1000}
          showCount
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      <label>
        <span>同时代市民开办件草稿</span>
        <Select<string>
          allowClear
          showSearch
          optionFilterProp="label"
          disabled={!bound}
          placeholder={bound ? "不开（只建工单）" : "市民还没有绑定，不能代开"}
          value={item}
          onChange={(next) => setItem(next ?? null)}
          options={(items.value ?? []).map((one) => ({ value: one.code, label: one.name }))}
          data-test="ticket-item"
        />
      </label>
      <p className="dialog-say">会带上这次会话的文字，号码已遮盖。备注不带。</p>
    </Asking>
  );
}
