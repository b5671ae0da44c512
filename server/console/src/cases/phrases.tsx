import { reviewRoutes, type Phrase, type PhraseKind } from "@wsi/shared/contract";
import { Button, Checkbox, Input, Modal, Select } from "antd";
import { useState } from "react";
import { sentence } from "../client.ts";
import { useSession } from "../session.tsx";
import { useAsked } from "../use-asked.ts";

export const phraseKindName: Record<PhraseKind, string> = {
  gap: "要补什么",
  because: "不予通过的原因",
  instead: "对方可以怎么办",
};

/** Wordings to pick from: the item's own law first, then mine, then everybody's. A pick is a beginning; it can be changed. */
export function PhrasePicks({
  kind,
  item,
  law = [],
  pick,
}: {
  kind: PhraseKind;
  item: string;
  law?: readonly string[];
  pick(text: string): void;
}) {
  const asked = useAsked(reviewRoutes.phrases, { item });
  const kept = (asked.value ?? [])
    .filter((one) => one.kind === kind)
    .toSorted((a, b) => Number(a.shared) - Number(b.shared));
  const texts = [...new Set([...law, ...kept.map((one) => one.text)])];
  if (texts.length === 0) return null;
  return (
    <div className="gap-phrases" data-test={`phrases-${kind}`}>
      {texts.slice(0, 12).map((text) => (
        <button type="button" key={text} title={text} onClick={() => pick(text)}>
          {text.length > 28 ? `${text.slice(0, 27)}…` : text}
        </button>
      ))}
    </div>
  );
}

/** 常用语: what one keeps for oneself, and, for supervisors, for everybody. */
export function PhraseBook({
  open,
  close,
  items,
}: {
  open: boolean;
  close(): void;
  items: readonly { code: string; name: string }[];
}) {
  return (
    <Modal open={open} title="常用语" footer={null} onCancel={close} width={720} destroyOnHidden>
      <Book items={items} />
    </Modal>
  );
}

function Book({ items }: { items: readonly { code: string; name: string }[] }) {
  const { ask, me } = useSession();
  const asked = useAsked(reviewRoutes.phrases, {});
  const [kind, setKind] = useState<PhraseKind>("gap");
  const [item, setItem] = useState<string | null>(null);
  const [text, setText] = useState("");
  const [shared, setShared] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const add = async () => {
    const answer = await ask(reviewRoutes.addPhrase, { kind, item, shared, text: text.trim() });
    setTrouble(answer.ok ? null : sentence(answer.error));
    if (!answer.ok) return;
    setText("");
    asked.reload();
  };
  const remove = async (phrase: Phrase) => {
    const answer = await ask(reviewRoutes.removePhrase, { id: phrase.id });
    setTrouble(answer.ok ? null : sentence(answer.error));
    asked.reload();
  };
  const nameOf = (code: string | null) =>
    code === null ? "所有事项" : (items.find((one) => one.code === code)?.name ?? code);
  return (
    <div className="phrase-book" data-test="phrase-book">
      <div className="phrase-new">
        <Select
          value={kind}
          aria-label="用在哪里"
          onChange={setKind}
          options={Object.entries(phraseKindName).map(([value, label]) => ({ value: value as PhraseKind, label }))}
        />
        <Select
          value={item ?? ""}
          aria-label="哪个事项"
          onChange={(code) => setItem(code === "" ? null : code)}
          options={[{ value: "", label: "所有事项" }, ...items.map((one) => ({ value: one.code, label: one.name }))]}
        />
        <Input
          value={text}
          maxLength={200}
          placeholder="写一句对方看得懂的话"
          aria-label="常用语"
          onChange={(event) => setText(event.target.value)}
          data-test="phrase-text"
        />
        {me.roles.includes("supervisor") ? (
          <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>
            大家都能用
          </Checkbox>
        ) : null}
        <Button type="primary" disabled={text.trim() === ""} onClick={() => void add()} data-test="phrase-add">
          添加
        </Button>
      </div>
      {(trouble ?? asked.trouble) ? <p className="decide-trouble">{trouble ?? asked.trouble}</p> : null}
      {(Object.keys(phraseKindName) as PhraseKind[]).map((one) => {
        const list = (asked.value ?? []).filter((phrase) => phrase.kind === one);
        return list.length === 0 ? null : (
          <section key={one}>
            <h3 className="decide-title">{phraseKindName[one]}</h3>
            <ul>
              {list.map((phrase) => (
                <li key={phrase.id}>
                  <span>
                    {phrase.text}{" "}
                    <small>
                      {nameOf(phrase.item)} · {phrase.shared ? "公共" : "我的"}
                    </small>
                  </span>
                  {phrase.mayRemove ? (
                    <Button size="small" type="text" onClick={() => void remove(phrase)}>
                      删去
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
