/** What `/` and `??` find, above the field: arrows choose, Enter or Tab takes, Esc puts it away. */
import { deskScreen, rosterRoutes } from "@wsi/shared/contract";
import { useEffect, useRef, useState } from "react";
import type { Ask } from "../../client.ts";
import { scopeName } from "../../office/reply-scopes.ts";
import { useSession } from "../../session.tsx";
import { shown } from "../../shown.ts";
import { answerText, yearWords, type Trigger } from "./triggers.ts";

export interface Candidate {
  id: string;
  is: Trigger["is"];
  title: string;
  text: string;
  mark: string;
}

const settleMs = 140;
export const candidatesId = "candidates";
export const candidateId = (at: number): string => `${candidatesId}-${at}`;

/** What nobody has filled yet stands out. */
const marked = (text: string) =>
  shown(text)
    .split(/(\{[^{}\s]{1,10}\})/)
    .map((part, at) => (at % 2 === 1 ? <mark key={at}>{part}</mark> : part));

async function find(
  ask: Ask,
  { is, words }: Pick<Trigger, "is" | "words">,
  fill: (text: string) => string,
): Promise<Candidate[] | null> {
  if (is === "reply") {
    const answer = await ask(rosterRoutes.findReplies, { text: words });
    return answer.ok
      ? answer.value.map(({ id, title, text, scope, group }) => ({
          id,
          is,
          title,
          text: fill(text),
          mark: group?.name ?? scopeName[scope],
        }))
      : null;
  }
  if (words === "") return [];
  const answer = await ask(deskScreen.findAnswers, { words });
  return answer.ok
    ? answer.value.map((one) => ({
        id: one.entry,
        is,
        title: one.question,
        text: answerText(one),
        mark: yearWords(one.policyYear),
      }))
    : null;
}

export type Found = { is: "asking" } | { is: "failed" } | { is: "found"; list: readonly Candidate[] };

/** Asked for after a pause in typing; an answer to earlier words is not shown. */
export function useCandidates(trigger: Trigger | null, fill: (text: string) => string): Found {
  const { ask } = useSession();
  const key = trigger && `${trigger.is} ${trigger.words}`;
  const [answered, setAnswered] = useState<{ key: string; found: Found } | null>(null);
  const asking = useRef(trigger);
  asking.current = trigger;
  const filling = useRef(fill);
  filling.current = fill;
  useEffect(() => {
    if (key === null) return;
    let wanted = true;
    const timer = setTimeout(async () => {
      if (!asking.current) return;
      const list = await find(ask, asking.current, filling.current);
      if (wanted) setAnswered({ key, found: list === null ? { is: "failed" } : { is: "found", list } });
    }, settleMs);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [ask, key]);
  return answered?.key === key ? answered.found : { is: "asking" };
}

export function Candidates({
  trigger,
  found,
  at,
  take,
}: {
  trigger: Trigger;
  found: Found;
  at: number;
  take: (candidate: Candidate) => void;
}) {
  const list = found.is === "found" ? found.list : [];
  const on = useRef<HTMLLIElement>(null);
  useEffect(() => on.current?.scrollIntoView({ block: "nearest" }), [at]);
  const none =
    found.is === "asking"
      ? "正在找…"
      : found.is === "failed"
        ? "没有查成功，请再打一个字试试"
        : trigger.is === "answer" && trigger.words === ""
          ? "接着打字，查知识库"
          : trigger.is === "reply"
            ? "没有这样的常用语"
            : "知识库里没有找到";
  return (
    <div className="candidates" data-test="candidates">
      <p className="candidates-head">
        {trigger.is === "reply" ? "常用语" : "知识库"}
        <span>↑↓ 选择，Enter 放入，Esc 收起</span>
      </p>
      {list.length === 0 && (
        <p className="candidates-none" role="status">
          {none}
        </p>
      )}
      <ul role="listbox" id={candidatesId} aria-label={trigger.is === "reply" ? "常用语" : "知识库"}>
        {list.map((one, index) => (
          <li
            key={one.id}
            ref={index === at ? on : undefined}
            id={candidateId(index)}
            role="option"
            aria-selected={index === at}
            onMouseDown={(event) => {
              // The field keeps the caret.
              event.preventDefault();
              take(one);
            }}
          >
            <b>{shown(one.title)}</b>
            <em>{one.mark}</em>
            <span>{one.is === "reply" ? marked(one.text) : shown(one.text)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
