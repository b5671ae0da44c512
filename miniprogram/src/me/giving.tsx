import type { DelegationScope } from "@wsi/shared/contract";
import { IdNumber, PersonName } from "@wsi/shared/values";
import { useState } from "react";
import type { Answer } from "../api.ts";
import { termList, terms, untilAfter, type Term } from "../term.ts";
import { ActionProblem, Button, dayText, Note, Option, Options, Question, TextInput, toPlace } from "../ui/index.ts";

type Problems = Partial<Record<string, string>>;

/** Somebody is given a right: who it is, for what, how long, and what is wrong with it. */
export function useGiving(usualTerm: Term) {
  const [name, setName] = useState("");
  const [idNumber, setIdNumber] = useState("");
  const [items, setItems] = useState<readonly string[]>([]);
  const [term, setTerm] = useState<Term>(usualTerm);
  const [problems, setProblems] = useState<Problems>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  return {
    name,
    setName,
    idNumber,
    setIdNumber,
    items,
    toggle: (code: string) =>
      setItems((all) => (all.includes(code) ? all.filter((one) => one !== code) : [...all, code])),
    term,
    setTerm,
    problems,
    trouble,
    busy,
    /** Sends it unless something is wrong, here (`more`: besides the person) or at the server. Answers whether it went. */
    async send(more: Problems, give: () => Promise<Answer<unknown>>): Promise<boolean> {
      const read = PersonName.parse(name);
      const id = IdNumber.parse(idNumber);
      const found: Problems = {
        ...(read.ok ? {} : { name: read.message }),
        ...(id.ok ? {} : { idNumber: id.message }),
        ...more,
      };
      setProblems(found);
      setTrouble(null);
      const [wrong] = Object.keys(found);
      if (wrong !== undefined) {
        toPlace(`question-${wrong}`);
        return false;
      }
      setBusy(true);
      const sent = await give();
      setBusy(false);
      if (sent.ok) return true;
      setProblems(Object.fromEntries((sent.error.problems ?? []).map((one) => [one.field, one.message])));
      setTrouble([sent.error.message, sent.error.instead].filter(Boolean).join("。"));
      return false;
    },
  };
}
type Giving = ReturnType<typeof useGiving>;

interface Part {
  giving: Giving;
  /** Begins the ids of its fields. */
  id: string;
}

export function WhoQuestions({ giving, id, whose = "", help }: Part & { whose?: string; help?: string }) {
  const { name, setName, idNumber, setIdNumber, problems } = giving;
  return (
    <>
      <Question name="name" label={`${whose}姓名`} problem={problems["name"]}>
        <TextInput id={`${id}-name`} label={`${whose}姓名`} max={30} value={name} onChange={setName} />
      </Question>
      <Question name="idNumber" label={`${whose}身份证号码`} help={help} problem={problems["idNumber"]}>
        <TextInput
          id={`${id}-id`}
          label={`${whose}身份证号码`}
          keyboard="idcard"
          max={24}
          value={idNumber}
          onChange={setIdNumber}
        />
      </Question>
    </>
  );
}

export const ItemOptions = ({ giving, scope }: { giving: Giving; scope: DelegationScope }) => (
  <>
    {scope.map((one) => (
      <Option
        key={one.code}
        id={`scope-${one.code}`}
        many
        on={giving.items.includes(one.code)}
        onClick={() => giving.toggle(one.code)}
      >
        {one.name}
      </Option>
    ))}
  </>
);

export const HowLong = ({ giving, id, note }: Part & { note?: string }) => (
  <Question name="until" label="多长时间" problem={giving.problems["until"]}>
    <Options id={`${id}-until`} columns={2}>
      {termList.map((days) => (
        <Option key={days} id={`term-${days}`} on={giving.term === days} onClick={() => giving.setTerm(days)}>
          {terms[days]}
        </Option>
      ))}
    </Options>
    <Note>
      到 {dayText(untilAfter(giving.term))} 自动结束{note === undefined ? "。" : `，${note}`}
    </Note>
  </Question>
);

/** The button at the foot, with what the server said above it. */
export const SendAction = ({ giving, id, word, send }: Part & { word: string; send(): void }) => (
  <>
    {giving.trouble ? <ActionProblem id={`${id}-error`} text={giving.trouble} /> : null}
    <Button id={`${id}-send`} busy={giving.busy} onClick={send}>
      {word}
    </Button>
  </>
);
