import { relationName, relations, type DelegationScope, type Relation } from "@wsi/shared/contract";
import { IdNumber, PersonName } from "@wsi/shared/values";
import { useState } from "react";
import { api } from "../../api.ts";
import { termList, terms, untilAfter, type Term } from "../../term.ts";
import {
  ActionProblem,
  Button,
  dayText,
  Lead,
  Note,
  Option,
  Options,
  Page,
  Question,
  TextInput,
  toPlace,
} from "../../ui/index.ts";

type Problems = Partial<Record<"name" | "idNumber" | "relation" | "items" | "until", string>>;

/** Whom, for what, how long: four questions, then the other has to accept. */
export function Offer({ scope, back, done }: { scope: DelegationScope; back(): void; done(): void }) {
  const [name, setName] = useState("");
  const [idNumber, setIdNumber] = useState("");
  const [relation, setRelation] = useState<Relation>("family");
  const [items, setItems] = useState<readonly string[]>([]);
  const [lookups, setLookups] = useState(true);
  const [term, setTerm] = useState<Term>(92);
  const [problems, setProblems] = useState<Problems>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const toggle = (code: string) =>
    setItems((all) => (all.includes(code) ? all.filter((one) => one !== code) : [...all, code]));

  async function send() {
    const read = PersonName.parse(name);
    const id = IdNumber.parse(idNumber);
    const found: Problems = {
      ...(read.ok ? {} : { name: read.message }),
      ...(id.ok ? {} : { idNumber: id.message }),
      ...(items.length > 0 || lookups ? {} : { items: "请至少选一项" }),
    };
    setProblems(found);
    setTrouble(null);
    const [wrong] = Object.keys(found);
    if (wrong) return toPlace(`question-${wrong}`);
    setBusy(true);
    const sent = await api.offerMandate({
      name,
      idNumber,
      relation,
      items: [...items],
      lookups,
      until: untilAfter(term),
    });
    setBusy(false);
    if (sent.ok) return done();
    setProblems(Object.fromEntries((sent.error.problems ?? []).map((one) => [one.field, one.message])));
    setTrouble([sent.error.message, sent.error.instead].filter(Boolean).join("。"));
  }

  return (
    <Page
      title="请别人替我办"
      action={
        <>
          {trouble ? <ActionProblem id="offer-error" text={trouble} /> : null}
          <Button id="offer-send" busy={busy} onClick={() => void send()}>
            发给对方
          </Button>
        </>
      }
    >
      <Lead title="请谁替您办？" text="对方要先在小程序里绑定社保账户。对方接受以后才生效。" />
      <Question name="name" label="对方姓名" problem={problems.name}>
        <TextInput id="offer-name" label="对方姓名" max={30} value={name} onChange={setName} />
      </Question>
      <Question name="idNumber" label="对方身份证号码" help="只用来认准是哪个人" problem={problems.idNumber}>
        <TextInput
          id="offer-id"
          label="对方身份证号码"
          keyboard="idcard"
          max={24}
          value={idNumber}
          onChange={setIdNumber}
        />
      </Question>
      <Question name="relation" label="对方是您的" problem={problems.relation}>
        <Options id="offer-relation">
          {relations.map((one) => (
            <Option key={one} id={`relation-${one}`} on={relation === one} onClick={() => setRelation(one)}>
              {one === "other" ? "其他信任的人" : relationName[one]}
            </Option>
          ))}
        </Options>
      </Question>
      <Question name="items" label="可以替您办什么" help="只选需要的，没选的对方办不了" problem={problems.items}>
        <Options id="offer-items">
          <Option id="scope-lookups" many on={lookups} onClick={() => setLookups((on) => !on)}>
            查缴费、查参保
          </Option>
          {scope.map((one) => (
            <Option
              key={one.code}
              id={`scope-${one.code}`}
              many
              on={items.includes(one.code)}
              onClick={() => toggle(one.code)}
            >
              {one.name}
            </Option>
          ))}
        </Options>
      </Question>
      <Question name="until" label="多长时间" problem={problems.until}>
        <Options id="offer-until" columns={2}>
          {termList.map((days) => (
            <Option key={days} id={`term-${days}`} on={term === days} onClick={() => setTerm(days)}>
              {terms[days]}
            </Option>
          ))}
        </Options>
        <Note>到 {dayText(untilAfter(term))} 自动结束，之前随时可以收回。</Note>
      </Question>
      <Button look="quiet" id="offer-back" onClick={back}>
        不请了
      </Button>
    </Page>
  );
}
