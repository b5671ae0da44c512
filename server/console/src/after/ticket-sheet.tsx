import { citizen, desk } from "@wsi/shared/contract";
import { App, Button, Drawer, Input } from "antd";
import { useState } from "react";
import { clockTime, exactTime } from "../beijing.ts";
import { sentence } from "../client.ts";
import { fragmentOf } from "../place.ts";
import { useSession } from "../session.tsx";
import { shown } from "../shown.ts";
import { Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";

/** One ticket: what is to be done, the talk as it stood, and what came of it. */
export function TicketSheet({ id, shut, settled }: { id: string; shut: () => void; settled: () => void }) {
  const { ask } = useSession();
  const { message } = App.useApp();
  const ticket = useAsked(desk.ticket, { id });
  const items = useAsked(citizen.items, {});
  const [outcome, setOutcome] = useState("");
  const [busy, setBusy] = useState(false);
  const settle = async () => {
    setBusy(true);
    const answer = await ask(desk.settleTicket, { id, outcome: outcome.trim() });
    setBusy(false);
    if (answer.ok) {
      ticket.keep(answer.value);
      settled();
    } else void message.error(sentence(answer.error));
  };
  const one = ticket.value;
  const itemName = (code: string) => items.value?.find((item) => item.code === code)?.name ?? code;
  return (
    <Drawer open width={560} title={one ? `工单 ${one.number}` : "工单"} onClose={shut} data-test="ticket-sheet">
      {one === null && ticket.trouble !== null && <Failed message={ticket.trouble} retry={ticket.reload} />}
      {one === null && ticket.trouble === null && <Loading />}
      {one !== null && (
        <div className="after-sheet">
          <h2>
            <bdi>{shown(one.title)}</bdi>
          </h2>
          {one.note !== "" && <p className="after-note">{shown(one.note)}</p>}
          <p className="after-facts">
            {one.citizen} · {one.openedBy} 建于 {exactTime(one.openedAt)} · {one.dueOn} 前办结
            {one.overdue && <em className="late"> 已超期</em>}
          </p>
          {one.case !== null && (
            <p data-test="ticket-case">
              已代市民开好办件草稿：
              <a href={fragmentOf("cases", one.case.id)}>{itemName(one.case.item)}</a>。市民在「我的办件」里核对后提交。
            </p>
          )}
          <p>
            <a href={fragmentOf("desk", one.conversationId)}>打开会话</a>
          </p>
          <h3>当时的会话（号码已遮盖）</h3>
          <ol className="after-talk">
            {one.transcript.map((line, at) => (
              <li key={`${line.at}-${at}`}>
                <b>{line.who}</b>
                <time>{clockTime(line.at)}</time>
                <bdi>{shown(line.text)}</bdi>
              </li>
            ))}
          </ol>
          {one.settledAt === null ? (
            <>
              <Input.TextArea
                rows={3}
                maxLength={500}
                showCount
                value={outcome}
                placeholder="怎么办的，结果如何"
                onChange={(event) => setOutcome(event.target.value)}
                data-test="ticket-outcome"
              />
              <Button
                type="primary"
                loading={busy}
                disabled={outcome.trim() === ""}
                onClick={() => void settle()}
                data-test="ticket-settle"
              >
                办结
              </Button>
            </>
          ) : (
            <p className="after-note" data-test="ticket-settled">
              {exactTime(one.settledAt)} 办结：{shown(one.outcome ?? "")}
            </p>
          )}
        </div>
      )}
    </Drawer>
  );
}
