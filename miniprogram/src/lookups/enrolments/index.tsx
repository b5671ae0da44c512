import { View } from "@tarojs/components";
import type { Enrolment } from "@wsi/shared/contract";
import { useCallback, useState } from "react";
import { api } from "../../api.ts";
import { EmployeePicker } from "../../employee-picker.tsx";
import { ForWhomBanner, useForWhom, type Chosen } from "../../for-whom.tsx";
import {
  Card,
  monthText,
  Empty,
  Fact,
  Failure,
  go,
  Lead,
  Loading,
  NotBound,
  Note,
  Page,
  schemeName,
  Tag,
  TextButton,
  useLoaded,
  type Tone,
} from "../../ui/index.ts";

const states: Record<Enrolment["state"], [Tone, string]> = {
  active: ["good", "正常参保"],
  paused: ["warn", "暂停缴费"],
  stopped: ["plain", "已停保"],
};
const authorities: Record<Enrolment["authority"], string> = {
  hrss: "人社部门经办，问 12333",
  medical: "医保部门经办，问 12393",
};

export default function EnrolmentsPage() {
  const [employee, setEmployee] = useState<{ id: string; name: string } | null>(null);
  const chosen = useForWhom();
  if (chosen.as === "employer" && employee === null)
    return (
      <Page title="查参保">
        <ForWhomBanner />
        <EmployeePicker
          employerId={chosen.id}
          newcomers={false}
          onPick={(picked, name) => {
            if ("employee" in picked) setEmployee({ id: picked.employee, name });
          }}
        />
      </Page>
    );
  const whose = chosen.as === "employer" ? employee : null;
  return <Enrolments chosen={chosen} employee={whose} another={() => setEmployee(null)} />;
}

interface Props {
  chosen: Chosen;
  employee: { id: string; name: string } | null;
  another(): void;
}

function Enrolments({ chosen, employee, another }: Props) {
  const one = employee?.id;
  const load = useCallback(
    () => api.enrolments({ for: chosen.word, ...(one === undefined ? {} : { employee: one }) }),
    [chosen.word, one],
  );
  const { value, error, reload } = useLoaded(load);
  return (
    <Page title="查参保">
      <Lead
        title={chosen.as === "self" ? "我参加的保险" : `${employee?.name ?? chosen.name} 的参保`}
        text="养老、失业、工伤由人社部门办，医疗、生育由医保部门办"
      />
      <ForWhomBanner />
      {!value && error?.code === "not-bound" ? <NotBound /> : null}
      {!value && error && error.code !== "not-bound" ? <Failure error={error} onRetry={reload} /> : null}
      {!value && !error ? <Loading /> : null}
      {value?.length === 0 ? (
        <Empty title="没有查到参保记录" text="如果您参过保，请带身份证到社保大厅核对，或打 12333。" />
      ) : null}
      {value?.map((one, at) => {
        const [tone, text] = states[one.state];
        return (
          <Card key={`${one.scheme}${at}`} test="enrolment-row" title={schemeName[one.scheme]}>
            <Fact label="状态">
              <Tag tone={tone}>{text}</Tag>
            </Fact>
            <Fact label="怎么参加的">
              {one.through === "employer" ? `单位参保：${one.employerName ?? "单位名称未登记"}` : "灵活就业，自己缴费"}
            </Fact>
            {one.tier === undefined ? null : <Fact label="缴费档次">{one.tier}%</Fact>}
            <Fact label="起止">
              <View>
                {monthText(one.startedOn)} 起{one.stoppedOn ? `，${monthText(one.stoppedOn)} 止` : ""}
              </View>
              {one.stopReason ? <Note>原因：{one.stopReason}</Note> : null}
            </Fact>
            <Note>{authorities[one.authority]}</Note>
          </Card>
        );
      })}
      {employee ? <TextButton onClick={another}>查另一位员工</TextButton> : null}
      {value && value.length > 0 ? (
        <TextButton onClick={() => go("lookups/payments/index")}>看每个月的缴费</TextButton>
      ) : null}
    </Page>
  );
}
