import {
  relationName,
  relations,
  staff,
  staffDelegation,
  type DelegationScope,
  type EmployerCard,
  type PersonCard,
  type PersonRights,
  type Relation,
} from "@wsi/shared/contract";
import { CreditCode, IdNumber } from "@wsi/shared/values";
import { Button, Checkbox, Input, Popconfirm, Segmented, Select } from "antd";
import { useEffect, useState, type FormEvent } from "react";
import { dayWords } from "../beijing.ts";
import { sentence } from "../client.ts";
import { useNow, useSession } from "../session.tsx";
import { untilAfter } from "./until.ts";

const terms = [
  { value: 30, label: "一个月" },
  { value: 92, label: "三个月" },
  { value: 183, label: "半年" },
  { value: 365, label: "一年" },
];
const stateName = { offered: "等对方接受", coming: "还没到日子", active: "正在生效", ended: "已结束" } as const;
type Kind = "mandate" | "clerk";

/** What was signed on paper: a mandate 授权委托书 or a clerk's letter, recorded beside the person who stands at the counter. */
export function PaperRights({ person }: { person: PersonCard }) {
  const { ask } = useSession();
  const [rights, setRights] = useState<PersonRights | null>(null);
  const [scope, setScope] = useState<{ mandates: DelegationScope; clerks: DelegationScope } | null>(null);
  const [kind, setKind] = useState<Kind>("mandate");
  const [trouble, setTrouble] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);

  useEffect(() => {
    let gone = false;
    const run = async () => {
      const [found, may] = await Promise.all([
        ask(staffDelegation.personRights, { id: person.id }),
        ask(staffDelegation.delegationScope, {}),
      ]);
      if (gone) return;
      if (found.ok) setRights(found.value);
      else setTrouble(sentence(found.error));
      if (may.ok) setScope(may.value);
    };
    void run();
    return () => void (gone = true);
  }, [ask, person.id, asked]);

  async function end(of: Kind, id: string) {
    const done = await ask(of === "mandate" ? staffDelegation.endMandate : staffDelegation.endClerk, { id });
    setTrouble(done.ok ? null : sentence(done.error));
    setAsked((now) => now + 1);
  }

  return (
    <section className="rights" data-test="paper-rights">
      <h2>代办授权和单位经办</h2>
      {trouble && (
        <p className="note-line" role="alert">
          {trouble}
        </p>
      )}
      {rights && <Standing rights={rights} end={(of, id) => void end(of, id)} />}
      <Segmented<Kind>
        value={kind}
        onChange={setKind}
        options={[
          { value: "mandate", label: "登记纸质委托书" },
          { value: "clerk", label: "登记单位经办人" },
        ]}
      />
      {kind === "mandate" ? (
        <MandateForm
          key="mandate"
          person={person}
          scope={scope?.mandates ?? []}
          done={() => setAsked((now) => now + 1)}
        />
      ) : (
        <ClerkForm key="clerk" person={person} done={() => setAsked((now) => now + 1)} />
      )}
    </section>
  );
}

function Standing({ rights, end }: { rights: PersonRights; end(of: Kind, id: string): void }) {
  const now = useNow();
  const rows = [
    ...rights.given.map((one) => ({
      of: "mandate" as const,
      id: one.id,
      state: one.state,
      until: one.until,
      text: `委托 ${one.other}（${relationName[one.relation]}）办`,
    })),
    ...rights.held.map((one) => ({
      of: "mandate" as const,
      id: one.id,
      state: one.state,
      until: one.until,
      text: `受 ${one.other} 委托`,
    })),
    ...rights.clerkOf.map((one) => ({
      of: "clerk" as const,
      id: one.id,
      state: one.state,
      until: one.until,
      text: `${one.employer} 的经办人`,
    })),
  ].filter((one) => one.state !== "ended");
  if (rows.length === 0) return <p className="rights-none">现在没有代办授权，也不是单位经办人。</p>;
  return (
    <ul className="rights-list">
      {rows.map((one) => (
        <li key={one.id} data-test="right">
          <span>
            {one.text}
            <small>
              {stateName[one.state]}，到 {dayWords(one.until, now)}
            </small>
          </span>
          <Popconfirm
            title="马上结束？双方都会收到通知。"
            okText="结束"
            cancelText="不了"
            onConfirm={() => end(one.of, one.id)}
          >
            <Button size="small" danger>
              结束
            </Button>
          </Popconfirm>
        </li>
      ))}
    </ul>
  );
}

/** The end of both forms: how long, the paper's number, the check of documents, the button. */
function PaperFoot({
  term,
  setTerm,
  paper,
  setPaper,
  checked,
  setChecked,
  busy,
  trouble,
  word,
}: {
  term: number;
  setTerm(days: number): void;
  paper: string;
  setPaper(text: string): void;
  checked: boolean;
  setChecked(on: boolean): void;
  busy: boolean;
  trouble: string | null;
  word: string;
}) {
  return (
    <>
      <label>
        期限
        <Segmented<number> value={term} onChange={setTerm} options={terms} />
      </label>
      <label>
        纸质材料编号
        <Input
          value={paper}
          maxLength={40}
          onChange={(event) => setPaper(event.target.value)}
          data-test="paper-number"
        />
      </label>
      <Checkbox checked={checked} onChange={(event) => setChecked(event.target.checked)} data-test="paper-checked">
        已核对双方身份证原件和签名（盖章）
      </Checkbox>
      {trouble && (
        <p className="note-line" role="alert">
          {trouble}
        </p>
      )}
      <Button type="primary" htmlType="submit" disabled={!checked} loading={busy} data-test="paper-record">
        {word}
      </Button>
    </>
  );
}

function MandateForm({ person, scope, done }: { person: PersonCard; scope: DelegationScope; done(): void }) {
  const { ask } = useSession();
  const [idNumber, setIdNumber] = useState("");
  const [holder, setHolder] = useState<PersonCard | null>(null);
  const [relation, setRelation] = useState<Relation>("family");
  const [items, setItems] = useState<string[]>([]);
  const [lookups, setLookups] = useState(true);
  const [term, setTerm] = useState(183);
  const [paper, setPaper] = useState("");
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function find() {
    const read = IdNumber.parse(idNumber);
    if (!read.ok) return setTrouble(read.message);
    const found = await ask(staff.findPerson, { idNumber: read.value });
    setHolder(found.ok ? found.value : null);
    setTrouble(found.ok ? (found.value ? null : "没有查到受托人，请核对号码") : sentence(found.error));
  }
  async function record(event: FormEvent) {
    event.preventDefault();
    if (!holder) return setTrouble("请先查受托人");
    setBusy(true);
    const answer = await ask(staffDelegation.recordMandate, {
      person: person.id,
      holder: holder.id,
      relation,
      items,
      lookups,
      until: untilAfter(term),
      document: paper,
      idChecked: true,
    });
    setBusy(false);
    setTrouble(answer.ok ? null : sentence(answer.error));
    if (!answer.ok) return;
    setHolder(null);
    setIdNumber("");
    setPaper("");
    setChecked(false);
    done();
  }
  return (
    <form className="rights-form" onSubmit={(event) => void record(event)}>
      <label>
        受托人身份证号码
        <Input.Search
          value={idNumber}
          maxLength={24}
          enterButton="查受托人"
          onChange={(event) => {
            setIdNumber(event.target.value);
            setHolder(null);
          }}
          onSearch={() => void find()}
          data-test="holder-id"
        />
      </label>
      {holder && (
        <p className="rights-found" data-test="holder">
          受托人 {holder.name} {holder.idNumber}
          {holder.bound ? "" : "（还没有绑定手机，绑定后才能在手机上代办）"}
        </p>
      )}
      <label>
        关系
        <Segmented<Relation>
          value={relation}
          onChange={setRelation}
          options={relations.map((value) => ({ value, label: relationName[value] }))}
        />
      </label>
      <label>
        可以办的事项
        <Select
          mode="multiple"
          value={items}
          onChange={setItems}
          placeholder="按委托书上写的选"
          options={scope.map((one) => ({ value: one.code, label: one.name }))}
        />
      </label>
      <Checkbox checked={lookups} onChange={(event) => setLookups(event.target.checked)}>
        可以查缴费和参保
      </Checkbox>
      <PaperFoot {...{ term, setTerm, paper, setPaper, checked, setChecked, busy, trouble }} word="登记委托" />
    </form>
  );
}

function ClerkForm({ person, done }: { person: PersonCard; done(): void }) {
  const { ask } = useSession();
  const [code, setCode] = useState("");
  const [employer, setEmployer] = useState<EmployerCard | null>(null);
  const [term, setTerm] = useState(365);
  const [paper, setPaper] = useState("");
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function find() {
    const read = CreditCode.parse(code);
    if (!read.ok) return setTrouble(read.message);
    const found = await ask(staffDelegation.findEmployer, { creditCode: read.value });
    setEmployer(found.ok ? found.value : null);
    setTrouble(found.ok ? (found.value ? null : "没有查到这家单位的参保登记，请核对信用代码") : sentence(found.error));
  }
  async function record(event: FormEvent) {
    event.preventDefault();
    if (!employer) return setTrouble("请先查单位");
    setBusy(true);
    const answer = await ask(staffDelegation.recordClerk, {
      id: employer.id,
      person: person.id,
      items: null,
      until: untilAfter(term),
      document: paper,
      idChecked: true,
    });
    setBusy(false);
    setTrouble(answer.ok ? null : sentence(answer.error));
    if (!answer.ok) return;
    setEmployer(null);
    setCode("");
    setPaper("");
    setChecked(false);
    done();
  }
  return (
    <form className="rights-form" onSubmit={(event) => void record(event)}>
      <label>
        统一社会信用代码
        <Input.Search
          value={code}
          maxLength={24}
          enterButton="查单位"
          onChange={(event) => {
            setCode(event.target.value);
            setEmployer(null);
          }}
          onSearch={() => void find()}
          data-test="employer-code"
        />
      </label>
      {employer && (
        <p className="rights-found" data-test="employer">
          {employer.name}，现在的经办人：
          {employer.clerks
            .filter((one) => one.state === "active")
            .map((one) => one.name)
            .join("、") || "没有"}
        </p>
      )}
      <PaperFoot {...{ term, setTerm, paper, setPaper, checked, setChecked, busy, trouble }} word="登记经办人" />
    </form>
  );
}
