import { View } from "@tarojs/components";
import { useCallback, useEffect, useState } from "react";
import { api } from "../../api.ts";
import { Card, Cell, Empty, Figure, monthText, Note, Pager, schemeName, TextInput, yuan } from "../../ui/index.ts";
import { EmployerOnly, Lookup } from "../frame.tsx";

const pauseMs = 350;

/** 员工名单: whom the employer insures, in what, by which declared wage. */
export default function StaffPage() {
  return <EmployerOnly title="员工名单">{(employer) => <Staff key={employer} employer={employer} />}</EmployerOnly>;
}

function Staff({ employer }: { employer: string }) {
  const [typed, setTyped] = useState("");
  const [ask, setAsk] = useState({ named: "", page: 1 });
  useEffect(() => {
    const timer = setTimeout(
      () => setAsk((now) => (now.named === typed.trim() ? now : { named: typed.trim(), page: 1 })),
      pauseMs,
    );
    return () => clearTimeout(timer);
  }, [typed]);
  const load = useCallback(() => api.staffList({ employer, ...ask }), [employer, ask]);
  return (
    <Lookup
      title="员工名单"
      lead="员工名单"
      text="正在本单位参保的人"
      load={load}
      above={
        <Card>
          <TextInput
            id="staff-name"
            label="员工姓名"
            placeholder="输入姓名找人"
            max={30}
            value={typed}
            onChange={setTyped}
          />
        </Card>
      }
    >
      {(value) =>
        value.matching === 0 ? (
          <Empty
            title={ask.named === "" ? "还没有员工在本单位参保" : "没有找到这位员工"}
            text={
              ask.named === ""
                ? "新来的员工，在「找事项」里办职工参保登记。"
                : "请核对姓名；已经减员的不在名单里，看月度账单。"
            }
          />
        ) : (
          <>
            <Card title={`${value.matching} 人`}>
              {value.rows.map((row) => (
                <Cell
                  key={row.personId}
                  test="staff-row"
                  label={row.name}
                  text={
                    <>
                      <View>{row.idNumber}</View>
                      <View>{monthText(row.since)}起在本单位</View>
                      <View>{row.schemes.map((scheme) => schemeName[scheme].replace("保险", "")).join("、")}</View>
                    </>
                  }
                  value={row.wage === null ? <Note>没有申报工资</Note> : <Figure>{yuan(row.wage)} 元</Figure>}
                />
              ))}
              <Note>右边是最近一次申报的月工资。每年 4 到 6 月申报，7 月起用，时间以公布为准。</Note>
            </Card>
            <Pager
              page={value.page}
              matching={value.matching}
              size={value.size}
              unit="人"
              onPage={(page) => setAsk((now) => ({ ...now, page }))}
            />
          </>
        )
      }
    </Lookup>
  );
}
