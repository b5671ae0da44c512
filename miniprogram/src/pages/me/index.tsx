import { useState } from "react";
import { api } from "../../api.ts";
import { askPerson } from "../../ask-person.ts";
import { chooseSelf, ForWhomBanner } from "../../for-whom.tsx";
import {
  Banner,
  Button,
  Card,
  Cell,
  confirmed,
  dayText,
  Fact,
  Failure,
  go,
  Lead,
  Loading,
  Page,
  setLargeType,
  SwitchCell,
  Tag,
  useLargeType,
  useLoaded,
} from "../../ui/index.ts";

const load = () => api.me({});

export default function MePage() {
  const { value, error, reload } = useLoaded(load);
  const large = useLargeType();
  const [trouble, setTrouble] = useState<string | null>(null);
  const person = value?.person;

  async function unbind() {
    const sure = await confirmed(
      "解除绑定？",
      "解除后不能在这个微信里查社保、收提醒。办件不受影响，以后可以再绑定。",
      "解除绑定",
    );
    if (!sure) return;
    const done = await api.unbind({});
    if (done.ok) chooseSelf();
    setTrouble(done.ok ? null : done.error.message);
    reload();
  }

  return (
    <Page title="我的" person={false}>
      <Lead title={person ? person.name : "还没有绑定"} text={person ? "已绑定社保账户" : "绑定后能查缴费、办事情"} />
      <ForWhomBanner />
      {!value && error ? <Failure error={error} onRetry={reload} /> : null}
      {!value && !error ? <Loading /> : null}
      {value && !person ? (
        <Card>
          <Button id="bind-start" onClick={() => go("me/bind/index")}>
            绑定社保账户
          </Button>
        </Card>
      ) : null}
      {person ? (
        <Card title="我的身份">
          <Fact label="姓名">{person.name}</Fact>
          <Fact label="身份证号码">{person.idNumber}</Fact>
          <Fact label="手机号码">{person.mobile}</Fact>
          {person.boundOn ? <Fact label="绑定日期">{dayText(person.boundOn.slice(0, 10))}</Fact> : null}
        </Card>
      ) : null}
      {trouble ? <Banner tone="bad" title={trouble} /> : null}
      <Card>
        {person ? <Cell id="my-cases" label="我的办件" onClick={() => go("cases/list/index")} /> : null}
        {person ? (
          <Cell
            id="my-notices"
            label="我的消息"
            value={value && value.unreadNotices > 0 ? <Tag tone="warn">{value.unreadNotices} 条新消息</Tag> : null}
            onClick={() => go("me/notices/index")}
          />
        ) : null}
        {person ? (
          <Cell
            id="my-mandates"
            label="授权管理"
            text="请别人替我办，或看谁请我办"
            onClick={() => go("me/mandates/index")}
          />
        ) : null}
        {value && value.acting.employers.length + value.acting.legalOf > 0 ? (
          <Cell id="my-employer" label="我的单位" text="经办人、移交" onClick={() => go("me/employer/index")} />
        ) : null}
        {person ? <Cell id="my-reminders" label="提醒设置" onClick={() => go("me/reminders/index")} /> : null}
        {person ? <Cell id="my-access" label="谁看过我的信息" onClick={() => go("me/access/index")} /> : null}
        <Cell id="my-keeping" label="个人信息保存多久" onClick={() => go("me/keeping/index")} />
        <SwitchCell id="large-type" label="关怀模式" text="字更大、按钮更大" on={large} onChange={setLargeType} />
        <Cell id="help" label="使用帮助、投诉建议" onClick={() => go("me/help/index")} />
        <Cell id="ask-person" label="找人工客服" onClick={() => askPerson()} />
      </Card>
      {person ? (
        <Button look="danger" id="unbind" onClick={() => void unbind()}>
          解除绑定
        </Button>
      ) : null}
    </Page>
  );
}
