import { View } from "@tarojs/components";
import type { CaseView, CorrectionView } from "@wsi/shared/contract";
import { fieldsOf, printAnswers } from "@wsi/shared/item";
import { createElement, useState } from "react";
import { actOnce } from "../../act-once.ts";
import { api } from "../../api.ts";
import { widgetFor } from "../../form/fields/index.ts";
import {
  ActionProblem,
  Button,
  Card,
  Fact,
  momentText,
  Note,
  Option,
  Options,
  Question,
  Tag,
  TextInput,
  toast,
  type Tone,
} from "../../ui/index.ts";

const states: Record<CorrectionView["state"], [Tone, string]> = {
  asked: ["busy", "等工作人员核对"],
  corrected: ["good", "已更正"],
  refused: ["bad", "没有更正"],
};

/** 更正: what was asked before, and a new request when one may be made. */
export function Corrections({ view, reload }: { view: CaseView; reload(): void }) {
  const [asking, setAsking] = useState(false);
  const may = view.actions.includes("ask-correction");
  return (
    <>
      {view.corrections.map((one) => {
        const [tone, word] = states[one.state];
        return (
          <Card key={one.number} title="更正" test="correction">
            <Fact label="状态">
              <Tag tone={tone}>{word}</Tag>
            </Fact>
            <Fact label="更正编号">{one.number}</Fact>
            <Fact label="哪里不对">{one.label}</Fact>
            <Fact label="原来是">{one.was}</Fact>
            <Fact label="应该是">{one.shouldBe}</Fact>
            <Fact label="申请时间">{momentText(one.at)}</Fact>
            {one.decided ? (
              <Fact label={one.state === "corrected" ? "怎么改的" : "为什么没改"}>
                <View>{one.decided.because}</View>
                {one.decided.instead ? <Note>您可以：{one.decided.instead}</Note> : null}
              </Fact>
            ) : one.ledger ? (
              <Note>这一项会改动缴费或待遇记录，由两位工作人员先后核对。</Note>
            ) : null}
            {one.decided?.receipt ? <Fact label="业务流水号">{one.decided.receipt}</Fact> : null}
          </Card>
        );
      })}
      {may && asking ? (
        <Ask
          view={view}
          back={() => setAsking(false)}
          done={() => {
            setAsking(false);
            toast("已提交，核对后告诉您");
            reload();
          }}
        />
      ) : null}
      {may && !asking ? (
        <Button look="light" id="ask-correction" onClick={() => setAsking(true)}>
          办错了？申请更正
        </Button>
      ) : null}
    </>
  );
}

function Ask({ view, back, done }: { view: CaseView; back(): void; done(): void }) {
  const [field, setField] = useState("");
  const [shouldBe, setShouldBe] = useState("");
  const [value, setValue] = useState<unknown>(undefined);
  const [why, setWhy] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const printed = printAnswers(view.definition, view.answers, view.facts);
  // What the ledger can be put right by is answered as the question itself is; the rest is said in words.
  const asked = view.correctable.includes(field) ? fieldsOf(view.definition)[field] : undefined;
  const choose = (name: string) => {
    setField(name);
    setValue(undefined);
  };
  async function send() {
    if (field === "") return setTrouble("请先选哪一项不对");
    const said = asked ? value !== undefined && value !== "" : shouldBe.trim() !== "";
    if (!said || why.trim() === "") return setTrouble("请填写应该是什么、为什么不对");
    setBusy(true);
    const sent = await actOnce(`${view.id}:correct`, (key) =>
      api.askCorrection({ id: view.id, key, field, why, ...(asked ? { value } : { shouldBe }) }),
    );
    setBusy(false);
    if (sent.ok) done();
    else setTrouble(sent.error.message);
  }
  return (
    <Card title="申请更正">
      <Question name="correction-field" label="哪一项不对">
        <Options id="correction-field">
          {printed.map((one) => (
            <Option
              key={one.field}
              id={`wrong-${one.field}`}
              on={field === one.field}
              onClick={() => choose(one.field)}
            >
              <View>{one.label}</View>
              <Note>现在是：{one.masked}</Note>
            </Option>
          ))}
        </Options>
      </Question>
      <Question name="correction-right" label="应该是什么">
        {asked ? (
          createElement(widgetFor(asked.kind), { name: field, asked, value, onChange: setValue, onBlur: () => {} })
        ) : (
          <TextInput id="correction-right" label="应该是什么" max={200} value={shouldBe} onChange={setShouldBe} />
        )}
      </Question>
      <Question name="correction-why" label="为什么不对">
        <TextInput id="correction-why" label="为什么不对" multiline max={300} value={why} onChange={setWhy} />
      </Question>
      {trouble ? <ActionProblem id="correction-error" text={trouble} /> : null}
      <Button id="correction-send" busy={busy} onClick={() => void send()}>
        提交更正
      </Button>
      <Button look="quiet" id="correction-back" onClick={back}>
        不更正了
      </Button>
    </Card>
  );
}
