/** 「工单」: what could not be ended by talking. What was left as a message overnight stands first, for somebody waits for it. */
import { desk, type ConversationCard, type DeskTicket } from "@wsi/shared/contract";
import { Segmented } from "antd";
import { useState } from "react";
import { dueWords, timeWords, waitWords } from "../beijing.ts";
import { useWatch } from "../desk/live/watch.tsx";
import { fragmentOf } from "../place.ts";
import { useNow } from "../session.tsx";
import { shown } from "../shown.ts";
import { Blank, Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { TicketSheet } from "./ticket-sheet.tsx";
import "../office/office.css";
import "../own/own.css";
import "./after.css";

type State = "open" | "settled";

function LeftMessages({ left, now }: { left: readonly ConversationCard[]; now: Date }) {
  if (left.length === 0) return null;
  return (
    <section className="own-card" data-test="left-messages">
      <header className="office-card-head">
        <h2>留言 {left.length}</h2>
        <small>下班、排满或等久了留的话，按先后接待。</small>
      </header>
      <ul className="after-list">
        {left.map((one) => (
          <li key={one.id}>
            <a className="after-row" href={fragmentOf("desk", one.id)}>
              <b>
                <bdi>{shown(one.name)}</bdi>
              </b>
              <span className="after-text">
                <bdi>{shown(one.lastText)}</bdi>
              </span>
              <span className="after-when">等了 {waitWords(one.waitingSince, now)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Row({ ticket, now, open }: { ticket: DeskTicket; now: Date; open: () => void }) {
  const due = dueWords(ticket.dueOn, now);
  return (
    <li>
      <button type="button" className="after-row" onClick={open} data-test={`ticket-${ticket.number}`}>
        <b className="digits">{ticket.number}</b>
        <span className="after-text">
          <bdi>{shown(ticket.title)}</bdi>
          <small>
            {ticket.citizen} · {ticket.openedBy} 建{ticket.case && " · 带办件草稿"}
          </small>
        </span>
        <span className="after-when">
          {ticket.settledAt === null ? (
            <em className={due.tone}>{due.text}</em>
          ) : (
            `${timeWords(ticket.settledAt, now)} 办结`
          )}
        </span>
      </button>
    </li>
  );
}

export default function TicketsRoom({ id }: { id: string | null }) {
  const now = useNow(60);
  const left = (useWatch()?.all.waiting ?? []).filter((one) => one.ticket);
  const [state, setState] = useState<State>("open");
  const [chosen, setChosen] = useState(id);
  const list = useAsked(desk.tickets, { state });
  return (
    <div className="office-page">
      <header className="office-head">
        <h1>工单</h1>
        <p className="kb-lead">说不完、要别人办的事。在会话里点「工单」建，五个工作日内办结。</p>
        <Segmented<State>
          value={state}
          onChange={setState}
          options={[
            { value: "open", label: "未办结" },
            { value: "settled", label: "已办结" },
          ]}
          data-test="ticket-state"
        />
      </header>
      {state === "open" && <LeftMessages left={left} now={now} />}
      {list.trouble !== null && list.value === null && <Failed message={list.trouble} retry={list.reload} />}
      {list.value === null && list.trouble === null && <Loading />}
      {list.value?.length === 0 && (
        <Blank
          title={state === "open" ? "没有未办结的工单" : "还没有办结的工单"}
          text={state === "open" ? "要别人接着办的事，在会话里建成工单。" : "办结的工单会留在这里。"}
        />
      )}
      {list.value !== null && list.value.length > 0 && (
        <section className="own-card">
          <ul className="after-list">
            {list.value.map((one) => (
              <Row key={one.id} ticket={one} now={now} open={() => setChosen(one.id)} />
            ))}
          </ul>
        </section>
      )}
      {chosen !== null && <TicketSheet id={chosen} shut={() => setChosen(null)} settled={list.reload} />}
    </div>
  );
}
