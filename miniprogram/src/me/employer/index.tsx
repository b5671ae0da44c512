import { View } from "@tarojs/components";
import type { ClerkView, MyEmployer } from "@wsi/shared/contract";
import { useState } from "react";
import { api } from "../../api.ts";
import { choose } from "../../for-whom.tsx";
import {
  Banner,
  Button,
  Card,
  Cell,
  confirmed,
  dayText,
  Empty,
  Fact,
  Failure,
  go,
  Lead,
  Loading,
  NotBound,
  Page,
  Tag,
  toast,
  useLoaded,
} from "../../ui/index.ts";
import { NameClerk } from "./name-clerk.tsx";

const load = () => api.employers({});
type Naming = { how: "appoint"; employer: MyEmployer } | { how: "hand-over"; clerk: ClerkView; employer: MyEmployer };

/** 我的单位: its clerks, appointed by the legal person; a clerk hands over or steps back. */
export default function EmployerPage() {
  const { value, error, reload } = useLoaded(load);
  const [naming, setNaming] = useState<Naming | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function end(one: ClerkView) {
    const sure = one.me
      ? await confirmed("退出经办？", "马上生效，您不能再替单位查和办。", "退出")
      : await confirmed("结束这位经办人？", "马上生效，对方不能再替单位查和办。", "结束");
    if (!sure) return;
    const done = await api.endClerk({ id: one.id });
    setTrouble(done.ok ? null : done.error.message);
    if (done.ok) toast("已结束，马上生效");
    reload();
  }
  function work(one: MyEmployer) {
    choose({ word: `employer:${one.id}`, as: "employer", id: one.id, name: one.name });
    go("pages/find/index");
  }

  function batch(one: MyEmployer) {
    choose({ word: `employer:${one.id}`, as: "employer", id: one.id, name: one.name });
    go("rolls/list/index");
  }

  if (naming)
    return (
      <NameClerk
        {...(naming.how === "appoint"
          ? { employer: naming.employer, scope: value?.scope ?? [] }
          : { employer: naming.employer, handOver: naming.clerk.id })}
        back={() => setNaming(null)}
        done={(text) => {
          setNaming(null);
          toast(text);
          reload();
        }}
      />
    );
  return (
    <Page title="我的单位">
      <Lead title="我的单位" text="法定代表人指定经办人；换人时，经办人可以直接移交。" />
      {!value && error?.code === "not-bound" ? <NotBound /> : null}
      {!value && error && error.code !== "not-bound" ? <Failure error={error} onRetry={reload} /> : null}
      {!value && !error ? <Loading /> : null}
      {trouble ? <Banner tone="bad" title={trouble} /> : null}
      {value?.employers.length === 0 ? (
        <Empty
          title="您现在不管任何单位"
          text="请法定代表人在这里指定您为经办人；也可以带单位介绍信和身份证到窗口登记。"
        />
      ) : null}
      {value?.employers.map((one) => {
        const mine = one.clerks.find((clerk) => clerk.me && clerk.state === "active");
        return (
          <View key={one.id}>
            <Card title={one.name} test="employer">
              <Fact label="统一社会信用代码">{one.creditCode}</Fact>
              <Fact label="在本单位参保">{one.employees} 人</Fact>
              <Fact label="我是">
                {[one.legalPerson ? "法定代表人" : "", mine ? "经办人" : ""].filter(Boolean).join("、")}
              </Fact>
              {mine ? (
                <Button id="employer-work" onClick={() => work(one)}>
                  为这家单位办事
                </Button>
              ) : null}
              {mine ? (
                <Button look="light" id="employer-rolls" onClick={() => batch(one)}>
                  用花名册批量办
                </Button>
              ) : null}
            </Card>
            <Card title="经办人">
              {one.clerks.length === 0 ? <Banner tone="warn" title="还没有经办人，单位的事没人能在手机上办" /> : null}
              {one.clerks.map((clerk) => (
                <Cell
                  key={clerk.id}
                  test="clerk"
                  label={clerk.me ? `${clerk.name}（我）` : clerk.name}
                  text={
                    <>
                      <View>{clerk.items === null ? "全部单位事项" : clerk.items.map((i) => i.name).join("、")}</View>
                      <View>到 {dayText(clerk.until)}</View>
                    </>
                  }
                  value={
                    clerk.state === "ended" ? (
                      <Tag>已结束</Tag>
                    ) : clerk.me || one.legalPerson ? (
                      <Button look="light" id={`clerk-end-${clerk.id}`} onClick={() => void end(clerk)}>
                        {clerk.me ? "退出" : "结束"}
                      </Button>
                    ) : null
                  }
                />
              ))}
              {mine ? (
                <Button
                  look="light"
                  id="hand-over"
                  onClick={() => setNaming({ how: "hand-over", clerk: mine, employer: one })}
                >
                  移交给同事
                </Button>
              ) : null}
              {one.legalPerson ? (
                <Button id="appoint" onClick={() => setNaming({ how: "appoint", employer: one })}>
                  指定经办人
                </Button>
              ) : null}
            </Card>
          </View>
        );
      })}
    </Page>
  );
}
