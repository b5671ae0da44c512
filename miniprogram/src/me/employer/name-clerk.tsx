import type { DelegationScope, MyEmployer } from "@wsi/shared/contract";
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

interface NameClerkProps {
  employer: MyEmployer;
  /** The clerk's binding that is handed over; absent: the legal person appoints somebody. */
  handOver?: string;
  scope?: DelegationScope;
  back(): void;
  done(text: string): void;
}

export function NameClerk({ employer, handOver, scope = [], back, done }: NameClerkProps) {
  const [name, setName] = useState("");
  const [idNumber, setIdNumber] = useState("");
  const [all, setAll] = useState(true);
  const [items, setItems] = useState<readonly string[]>([]);
  const [term, setTerm] = useState<Term>(365);
  const [problems, setProblems] = useState<Partial<Record<string, string>>>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function send() {
    const read = PersonName.parse(name);
    const id = IdNumber.parse(idNumber);
    const found = {
      ...(read.ok ? {} : { name: read.message }),
      ...(id.ok ? {} : { idNumber: id.message }),
      ...(handOver !== undefined || all || items.length > 0 ? {} : { items: "请至少选一个事项" }),
    };
    setProblems(found);
    setTrouble(null);
    const [wrong] = Object.keys(found);
    if (wrong) return toPlace(`question-${wrong}`);
    setBusy(true);
    const person = { name, idNumber };
    const sent =
      handOver === undefined
        ? await api.appointClerk({
            id: employer.id,
            ...person,
            items: all ? null : [...items],
            until: untilAfter(term),
          })
        : await api.handOver({ id: handOver, ...person });
    setBusy(false);
    if (sent.ok) return done(handOver === undefined ? "已指定，对方会收到通知" : "已移交，您不再是经办人");
    setProblems(Object.fromEntries((sent.error.problems ?? []).map((one) => [one.field, one.message])));
    setTrouble([sent.error.message, sent.error.instead].filter(Boolean).join("。"));
  }

  return (
    <Page
      title={handOver === undefined ? "指定经办人" : "移交经办"}
      action={
        <>
          {trouble ? <ActionProblem id="clerk-error" text={trouble} /> : null}
          <Button id="clerk-send" busy={busy} onClick={() => void send()}>
            {handOver === undefined ? "指定" : "移交"}
          </Button>
        </>
      }
    >
      <Lead
        title={employer.name}
        text={
          handOver === undefined
            ? "对方要先在小程序里绑定社保账户。指定以后马上生效。"
            : "移交以后，没办完的事由对方接着办，您马上不再是经办人。"
        }
      />
      <Question name="name" label="姓名" problem={problems["name"]}>
        <TextInput id="clerk-name" label="姓名" max={30} value={name} onChange={setName} />
      </Question>
      <Question name="idNumber" label="身份证号码" problem={problems["idNumber"]}>
        <TextInput
          id="clerk-id"
          label="身份证号码"
          keyboard="idcard"
          max={24}
          value={idNumber}
          onChange={setIdNumber}
        />
      </Question>
      {handOver === undefined ? (
        <>
          {scope.length > 0 ? (
            <Question name="items" label="可以办什么" problem={problems["items"]}>
              <Options id="clerk-items">
                <Option id="clerk-all" many on={all} onClick={() => setAll((on) => !on)}>
                  全部单位事项
                </Option>
                {all
                  ? null
                  : scope.map((one) => (
                      <Option
                        key={one.code}
                        id={`scope-${one.code}`}
                        many
                        on={items.includes(one.code)}
                        onClick={() =>
                          setItems((now) =>
                            now.includes(one.code) ? now.filter((code) => code !== one.code) : [...now, one.code],
                          )
                        }
                      >
                        {one.name}
                      </Option>
                    ))}
              </Options>
            </Question>
          ) : null}
          <Question name="until" label="多长时间" problem={problems["until"]}>
            <Options id="clerk-until" columns={2}>
              {termList.map((days) => (
                <Option key={days} id={`term-${days}`} on={term === days} onClick={() => setTerm(days)}>
                  {terms[days]}
                </Option>
              ))}
            </Options>
            <Note>到 {dayText(untilAfter(term))} 自动结束。</Note>
          </Question>
        </>
      ) : null}
      <Button look="quiet" id="clerk-back" onClick={back}>
        返回
      </Button>
    </Page>
  );
}
