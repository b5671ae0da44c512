import { View } from "@tarojs/components";
import type { Enrolment } from "@wsi/shared/contract";
import { useCallback } from "react";
import { api } from "../../api.ts";
import { ForWhomBanner } from "../../for-whom.tsx";
import {
  Card,
  monthText,
  Empty,
  Fact,
  Failure,
  go,
  Lead,
  NotBound,
  Note,
  Page,
  schemeName,
  Skeleton,
  Tag,
  TextButton,
  useLoaded,
  type Tone,
} from "../../ui/index.ts";
import { Elsewhere, Source } from "../frame.tsx";
import { OfSomebody, type Whose } from "../whose-employee.tsx";

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
  return (
    <OfSomebody title="查参保">{(whose) => <Enrolments key={whose.employee ?? whose.for} whose={whose} />}</OfSomebody>
  );
}

function Enrolments({ whose }: { whose: Whose }) {
  const { for: word, employee } = whose;
  const load = useCallback(
    () => api.enrolments({ for: word, ...(employee === undefined ? {} : { employee }) }),
    [word, employee],
  );
  const { value, error, reload } = useLoaded(load);
  return (
    <Page title="查参保">
      <Lead
        title={whose.own ? "我参加的保险" : `${whose.name} 的参保`}
        text="养老、失业、工伤由人社部门办，医疗、生育由医保部门办"
      />
      <ForWhomBanner />
      {!value && error?.code === "not-bound" ? <NotBound /> : null}
      {!value && error && error.code !== "not-bound" ? <Failure error={error} onRetry={reload} /> : null}
      {!value && !error ? <Skeleton /> : null}
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
      {whose.another ? (
        <TextButton id="another-employee" onClick={whose.another}>
          查另一位员工
        </TextButton>
      ) : (
        <Registered word={word} own={whose.own} />
      )}
      {value && value.length > 0 ? (
        <TextButton onClick={() => go("lookups/payments/index")}>看每个月的缴费</TextButton>
      ) : null}
      <Elsewhere />
    </Page>
  );
}

const households: Record<string, string> = {
  "local-urban": "本市城镇",
  "local-rural": "本市农村",
  "other-urban": "外地城镇",
  "other-rural": "外地农村",
};
const educations: Record<string, string> = {
  primary: "小学",
  middle: "初中",
  high: "高中、中专",
  college: "大专",
  bachelor: "本科",
  master: "研究生",
};

/** What the register holds besides: wrong things here are the commonest reason why a letter never comes. */
function Registered({ word, own }: { word: string; own: boolean }) {
  const load = useCallback(() => api.registeredInfo({ for: word }), [word]);
  const { value, error, reload } = useLoaded(load);
  if (!value) return error && error.code !== "not-bound" ? <Failure error={error} onRetry={reload} /> : null;
  const lines: readonly [string, string | null | undefined][] = [
    ["姓名", value.name],
    ["身份证号码", value.idNumber],
    ["手机号码", value.mobile],
    ["户口性质", value.household && households[value.household]],
    ["文化程度", value.education && educations[value.education]],
    ["联系地址", own ? value.address : "只给本人看"],
    ["电子邮箱", value.email],
  ];
  return (
    <>
      <Card title={own ? "社保登记的我的信息" : "社保登记的信息"} id="registered">
        {lines.map(([label, words]) => (
          <Fact key={label} label={label}>
            {words ?? "没有登记"}
          </Fact>
        ))}
        <Note>不对的、没登记的，在「找事项」里搜「信息变更」改。</Note>
      </Card>
      <Source source={value} />
    </>
  );
}
