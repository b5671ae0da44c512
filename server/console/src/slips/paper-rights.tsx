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
import { Button, Checkbox, Popconfirm, Segmented, Select } from "antd";
import { useEffect, useState } from "react";
import { dayWords } from "../beijing.ts";
import { sentence } from "../client.ts";
import { useNow, useSession } from "../session.tsx";
import { PaperForm, usePaper } from "./paper.tsx";

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

function MandateForm({ person, scope, done }: { person: PersonCard; scope: DelegationScope; done(): void }) {
  const { ask } = useSession();
  const [relation, setRelation] = useState<Relation>("family");
  const [items, setItems] = useState<string[]>([]);
  const [lookups, setLookups] = useState(true);
  const paper = usePaper<PersonCard>(
    183,
    async (typed) => {
      const read = IdNumber.parse(typed);
      if (!read.ok) return read.message;
      const found = await ask(staff.findPerson, { idNumber: read.value });
      return found.ok ? (found.value ?? "没有查到受托人，请核对号码") : sentence(found.error);
    },
    (holder, recorded) =>
      ask(staffDelegation.recordMandate, {
        person: person.id,
        holder: holder.id,
        relation,
        items,
        lookups,
        ...recorded,
      }),
    done,
  );
  const holder = paper.found;
  return (
    <PaperForm
      paper={paper}
      number={{ label: "受托人身份证号码", find: "查受托人", missing: "请先查受托人", test: "holder-id" }}
      record="登记委托"
    >
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
    </PaperForm>
  );
}

function ClerkForm({ person, done }: { person: PersonCard; done(): void }) {
  const { ask } = useSession();
  const paper = usePaper<EmployerCard>(
    365,
    async (typed) => {
      const read = CreditCode.parse(typed);
      if (!read.ok) return read.message;
      const found = await ask(staffDelegation.findEmployer, { creditCode: read.value });
      return found.ok ? (found.value ?? "没有查到这家单位的参保登记，请核对信用代码") : sentence(found.error);
    },
    (employer, recorded) =>
      ask(staffDelegation.recordClerk, { id: employer.id, person: person.id, items: null, ...recorded }),
    done,
  );
  const employer = paper.found;
  return (
    <PaperForm
      paper={paper}
      number={{ label: "统一社会信用代码", find: "查单位", missing: "请先查单位", test: "employer-code" }}
      record="登记经办人"
    >
      {employer && (
        <p className="rights-found" data-test="employer">
          {employer.name}，现在的经办人：
          {employer.clerks
            .filter((one) => one.state === "active")
            .map((one) => one.name)
            .join("、") || "没有"}
        </p>
      )}
    </PaperForm>
  );
}
