/** The right pane: who this is (masked), what WeChat still allows, what is open for them, what colleagues noted. */
import { ArrowLeftOutlined } from "@ant-design/icons";
import { stateName } from "@wsi/shared/case";
import type { ConversationView } from "@wsi/shared/contract";
import { Button, Input } from "antd";
import { useState, type ReactNode } from "react";
import { dueWords, exactTime, timeWords } from "../beijing.ts";
import { fragmentOf } from "../place.ts";
import { shown } from "../shown.ts";
import { sends, type AllowanceWords } from "./composer.ts";

const ratingNames = ["非常不满意", "不满意", "基本满意", "满意", "非常满意"];
const longestNote = 1000;

function Part({ title, children, test }: { title: string; children: ReactNode; test: string }) {
  return (
    <section className="part" data-test={test}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export function Person({
  talk,
  allowance,
  now,
  opensCases,
  noteDraft,
  writeNote,
  note,
  back,
}: {
  talk: ConversationView;
  allowance: AllowanceWords;
  now: Date;
  /** Whether this member of staff may open a case. */
  opensCases: boolean;
  noteDraft: string;
  writeNote: (text: string) => void;
  /** True when it was kept. */
  note: (text: string) => Promise<boolean>;
  /** To the talk, where there is room for one pane only. */
  back: (() => void) | null;
}) {
  const { person } = talk;
  return (
    <aside className="person" aria-label="市民">
      {back && (
        <Button className="person-back" icon={<ArrowLeftOutlined />} onClick={back}>
          回到对话
        </Button>
      )}
      <Part title="市民" test="person">
        {person ? (
          <dl>
            <dt>姓名</dt>
            <dd>{shown(person.name)}</dd>
            <dt>身份证号</dt>
            <dd className="digits">{person.idNumber}</dd>
            <dt>手机</dt>
            <dd className="digits">{person.mobile}</dd>
            <dt>参保</dt>
            <dd>{person.situation}</dd>
          </dl>
        ) : (
          <p className="part-none">
            {shown(talk.name)}
            还没有绑定身份，这里查不到参保情况。请引导其在小程序「我的」里绑定；不要在对话里索要身份证号。
          </p>
        )}
      </Part>
      {talk.state !== "closed" && (
        <Part title="微信回复条数" test="allowance">
          <p className={allowance.left === 0 ? "allowance none" : "allowance"}>
            <span className="pips" aria-hidden>
              {Array.from({ length: talk.allowance.of }, (_, at) => (
                <i key={at} className={at < allowance.left ? "on" : ""} />
              ))}
            </span>
            {allowance.text}
          </p>
        </Part>
      )}
      {person && (
        <Part title={person.cases.length > 0 ? `在办事项 ${person.cases.length}` : "在办事项"} test="cases">
          {person.cases.length === 0 && <p className="part-none">没有在办的事项</p>}
          <ul className="open-cases">
            {person.cases.map((kase) => {
              const due = dueWords(kase.due, now);
              const text = (
                <>
                  <b>{kase.item.name}</b>
                  <span>
                    {stateName[kase.state]}
                    {kase.state !== "draft" && <em className={due.tone}>{due.text}</em>}
                  </span>
                  <span className="digits">{kase.number ?? "还没有提交"}</span>
                </>
              );
              return (
                <li key={kase.id}>
                  {opensCases && kase.number !== null ? <a href={fragmentOf("cases", kase.id)}>{text}</a> : text}
                </li>
              );
            })}
          </ul>
        </Part>
      )}
      <Notes talk={talk} now={now} text={noteDraft} write={writeNote} note={note} />
      {talk.state === "closed" && (
        <Part title="评价" test="rating">
          {talk.rating ? (
            <p className={talk.rating.level <= 2 ? "rating low" : "rating"}>
              <span aria-hidden>{"★".repeat(talk.rating.level) + "☆".repeat(5 - talk.rating.level)}</span>
              {ratingNames[talk.rating.level - 1]}
              <time title={exactTime(talk.rating.at)}>{timeWords(talk.rating.at, now)}</time>
            </p>
          ) : (
            <p className="part-none">市民还没有评价</p>
          )}
        </Part>
      )}
    </aside>
  );
}

function Notes({
  talk,
  now,
  text,
  write,
  note,
}: {
  talk: ConversationView;
  now: Date;
  text: string;
  write: (text: string) => void;
  note: (text: string) => Promise<boolean>;
}) {
  const [busy, setBusy] = useState(false);
  const keep = async () => {
    if (text.trim() === "" || busy) return;
    setBusy(true);
    const kept = await note(text.trim());
    setBusy(false);
    if (kept) write("");
  };
  return (
    <Part title="备注" test="notes">
      <ul className="notes">
        {talk.notes.map((one) => (
          <li key={`${one.at} ${one.text}`}>
            <p>{shown(one.text)}</p>
            <span>
              {one.by} <time title={exactTime(one.at)}>{timeWords(one.at, now)}</time>
            </span>
          </li>
        ))}
      </ul>
      <Input.TextArea
        value={text}
        onChange={(event) => write(event.target.value)}
        onKeyDown={(event) => {
          const { key, shiftKey, keyCode } = event;
          if (!sends({ key, shiftKey, keyCode, isComposing: event.nativeEvent.isComposing })) return;
          event.preventDefault();
          void keep();
        }}
        autoSize={{ minRows: 1, maxRows: 6 }}
        maxLength={longestNote}
        placeholder="写给同事看，市民看不到"
        aria-label="备注"
        data-test="note"
      />
      {text.trim() !== "" && (
        <Button size="small" loading={busy} onClick={() => void keep()} data-test="save-note">
          保存备注
        </Button>
      )}
    </Part>
  );
}
