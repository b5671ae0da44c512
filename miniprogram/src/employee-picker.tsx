import { View } from "@tarojs/components";
import type { EmployeeCard } from "@wsi/shared/contract";
import { IdNumber, PersonName } from "@wsi/shared/values";
import { useCallback, useEffect, useState } from "react";
import { api } from "./api.ts";
import { Button, Card, Cell, Failure, Loading, monthText, Note, Question, TextInput, useAnswer } from "./ui/index.ts";

export type Picked = { employee: string } | { newcomer: { idNumber: string; name: string } };

const pauseMs = 350;

interface PickerProps {
  employerId: string;
  /** Somebody not employed yet may be named, too. */
  newcomers: boolean;
  onPick(picked: Picked, name: string): void;
}

/** One of the employer's people, found by a part of the name; or somebody new, by what stands on their ID card. */
export function EmployeePicker({ employerId, newcomers, onPick }: PickerProps) {
  const [named, setNamed] = useState("");
  const [asked, setAsked] = useState("");
  const [adding, setAdding] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(named.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [named]);
  const load = useCallback(() => api.employees({ id: employerId, named: asked }), [employerId, asked]);
  const { answer, retry } = useAnswer(load);
  if (adding) return <Newcomer onPick={onPick} back={() => setAdding(false)} />;
  const found = answer?.ok ? answer.value : null;
  return (
    <Card title="哪位员工？">
      <TextInput
        id="employee-name"
        label="员工姓名"
        placeholder="输入姓名找人"
        max={30}
        value={named}
        onChange={setNamed}
      />
      {answer && !answer.ok ? <Failure error={answer.error} onRetry={retry} /> : null}
      {answer ? null : <Loading text="正在找…" />}
      {found?.employees.map((one) => (
        <Row key={one.id} one={one} onClick={() => onPick({ employee: one.id }, one.name)} />
      ))}
      {found?.total === 0 ? <Note>没有找到这位员工。请核对姓名{newcomers ? "；新来的员工请点下面" : ""}。</Note> : null}
      {found && found.total > found.employees.length ? (
        <Note>
          共 {found.total} 人，这里只列前 {found.employees.length} 人，请输入姓名缩小范围。
        </Note>
      ) : null}
      {newcomers ? (
        <Button look="light" id="add-newcomer" onClick={() => setAdding(true)}>
          新员工：填身份证号
        </Button>
      ) : null}
    </Card>
  );
}

function Row({ one, onClick }: { one: EmployeeCard; onClick(): void }) {
  return (
    <Cell
      test="employee"
      label={one.name}
      text={
        <>
          <View>{one.idNumber}</View>
          <View>{monthText(one.since)}起在本单位参保</View>
        </>
      }
      onClick={onClick}
    />
  );
}

function Newcomer({ onPick, back }: { onPick: PickerProps["onPick"]; back(): void }) {
  const [idNumber, setIdNumber] = useState("");
  const [name, setName] = useState("");
  const [problems, setProblems] = useState<{ idNumber?: string; name?: string }>({});
  function pick() {
    const id = IdNumber.parse(idNumber);
    const read = PersonName.parse(name);
    setProblems({ ...(id.ok ? {} : { idNumber: id.message }), ...(read.ok ? {} : { name: read.message }) });
    if (id.ok && read.ok) onPick({ newcomer: { idNumber: id.value, name: read.value } }, read.value);
  }
  return (
    <Card title="新员工">
      <Question name="newcomer-name" label="姓名" help="和身份证上写得一样" problem={problems.name}>
        <TextInput id="newcomer-name" label="姓名" max={30} value={name} onChange={setName} />
      </Question>
      <Question name="newcomer-id" label="身份证号码" problem={problems.idNumber}>
        <TextInput
          id="newcomer-id"
          label="身份证号码"
          keyboard="idcard"
          max={24}
          value={idNumber}
          onChange={setIdNumber}
        />
      </Question>
      <Button id="newcomer-go" onClick={pick}>
        就办这位
      </Button>
      <Button look="quiet" id="newcomer-back" onClick={back}>
        回到员工名单
      </Button>
    </Card>
  );
}
