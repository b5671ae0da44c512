import { Button, Checkbox, Input, Segmented } from "antd";
import { useState, type FormEvent, type ReactNode } from "react";
import { sentence, type Answer } from "../client.ts";
import { untilAfter } from "./until.ts";

const terms = [
  { value: 30, label: "一个月" },
  { value: 92, label: "三个月" },
  { value: 183, label: "半年" },
  { value: 365, label: "一年" },
];

/** What every record of a paper says, whatever it gives. */
export interface Recorded {
  until: string;
  document: string;
  idChecked: true;
}

/** A paper that gives a right: the other side is found by its number, the paper recorded. */
export function usePaper<Found>(
  usualTerm: number,
  /** Finds the other side by what was typed; a string: why not. */
  look: (typed: string) => Promise<Found | string>,
  record: (found: Found, recorded: Recorded) => Promise<Answer<unknown>>,
  done: () => void,
) {
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<Found | null>(null);
  const [term, setTerm] = useState(usualTerm);
  const [document, setDocument] = useState("");
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  return {
    typed,
    type(text: string) {
      setTyped(text);
      setFound(null);
    },
    found,
    term,
    setTerm,
    document,
    setDocument,
    checked,
    setChecked,
    busy,
    trouble,
    async find() {
      const answer = await look(typed);
      setFound(typeof answer === "string" ? null : answer);
      setTrouble(typeof answer === "string" ? answer : null);
    },
    /** `missing`: what to say when nobody was found yet. */
    async send(event: FormEvent, missing: string) {
      event.preventDefault();
      if (found === null) return setTrouble(missing);
      setBusy(true);
      const answer = await record(found, { until: untilAfter(term), document, idChecked: true });
      setBusy(false);
      setTrouble(answer.ok ? null : sentence(answer.error));
      if (!answer.ok) return;
      setTyped("");
      setFound(null);
      setDocument("");
      setChecked(false);
      done();
    },
  };
}

interface FormProps {
  paper: Omit<ReturnType<typeof usePaper>, "found">;
  /** The number by which the other side is found, the button that finds it, and what stands there when it was not pressed. */
  number: { label: string; find: string; missing: string; test: string };
  record: string;
  /** Who was found, and what else the paper says. */
  children: ReactNode;
}

export function PaperForm({ paper, number, record, children }: FormProps) {
  return (
    <form className="rights-form" onSubmit={(event) => void paper.send(event, number.missing)}>
      <label>
        {number.label}
        <Input.Search
          value={paper.typed}
          maxLength={24}
          enterButton={number.find}
          onChange={(event) => paper.type(event.target.value)}
          onSearch={() => void paper.find()}
          data-test={number.test}
        />
      </label>
      {children}
      <label>
        期限
        <Segmented<number> value={paper.term} onChange={paper.setTerm} options={terms} />
      </label>
      <label>
        纸质材料编号
        <Input
          value={paper.document}
          maxLength={40}
          onChange={(event) => paper.setDocument(event.target.value)}
          data-test="paper-number"
        />
      </label>
      <Checkbox
        checked={paper.checked}
        onChange={(event) => paper.setChecked(event.target.checked)}
        data-test="paper-checked"
      >
        已核对双方身份证原件和签名（盖章）
      </Checkbox>
      {paper.trouble && (
        <p className="note-line" role="alert">
          {paper.trouble}
        </p>
      )}
      <Button type="primary" htmlType="submit" disabled={!paper.checked} loading={paper.busy} data-test="paper-record">
        {record}
      </Button>
    </form>
  );
}
