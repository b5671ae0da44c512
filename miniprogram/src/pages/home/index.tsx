import { View } from "@tarojs/components";
import { api, type Answer } from "../../api.ts";
import type { ItemCard, Me } from "@wsi/shared/contract";
import { useDidShow } from "@tarojs/taro";
import { useCallback, useState } from "react";
import { askPerson } from "../../ask-person.ts";
import { countUnread } from "../../chat-memory.ts";
import { ForWhomSwitch, keepTrue, useForWhom, type Chosen } from "../../for-whom.tsx";
import {
  Banner,
  Button,
  call,
  Card,
  Cell,
  Entries,
  Entry,
  Failure,
  go,
  Handling,
  Lead,
  Loading,
  Page,
  setLargeType,
  SwitchCell,
  useLargeType,
  useLoaded,
} from "../../ui/index.ts";

interface Home {
  me: Me;
  /** Of the day, on this phone: for the greeting. */
  hour: number;
  /** Items this person may begin right now, as far as the registries know. */
  fitting: ItemCard[];
}

/** Asking item by item is fine while the catalogue is short; a long one is left to the search. */
const mostAsked = 6;

async function load(chosen: Chosen): Promise<Answer<Home>> {
  const [me, items] = await Promise.all([api.me({}), api.items({})]);
  if (!me.ok) return me;
  if (!items.ok) return items;
  if (!me.value.person) return { ok: true, value: { me: me.value, hour: new Date().getHours(), fitting: [] } };
  keepTrue(me.value);
  const hour = new Date().getHours();
  const possible = items.value.filter((card) => card.capacities.includes(chosen.as));
  // Asking what another may do is a look at them: only when their item is opened.
  if (chosen.as !== "self") return { ok: true, value: { me: me.value, hour, fitting: possible } };
  const views = await Promise.all(possible.slice(0, mostAsked).map((card) => api.item({ code: card.code })));
  const fitting = possible.filter((_, at) => {
    const view = views[at];
    return view?.ok && view.value.refusal === null;
  });
  return { ok: true, value: { me: me.value, hour, fitting } };
}

const hello = (hour: number): string =>
  hour < 6 ? "夜深了" : hour < 11 ? "早上好" : hour < 13 ? "中午好" : hour < 18 ? "下午好" : "晚上好";

/** The desk's lines that were not read yet, counted whenever the page is shown. */
function useUnread(): number {
  const [unread, setUnread] = useState(0);
  useDidShow(() => void countUnread().then(setUnread));
  return unread;
}

export default function HomePage() {
  const unread = useUnread();
  const chosen = useForWhom();
  const { value, error, reload } = useLoaded(useCallback(() => load(chosen), [chosen]));
  const large = useLargeType();
  const person = value?.me.person;
  return (
    <Page title="武汉社保" person={false}>
      <Lead
        title={value && person ? `${person.name}，${hello(value.hour)}` : "您好"}
        text={person ? `身份证 ${person.idNumber}` : "社保的事，在手机上就能办"}
      />
      {value && person ? <ForWhomSwitch me={value.me} /> : null}
      {!value && error ? <Failure error={error} onRetry={reload} /> : null}
      {!value && !error ? <Loading /> : null}
      {value && !person ? (
        <Card title="先绑定社保账户" id="bind-card">
          <View>绑定以后，才能查您的缴费、参保和办件。只要身份证号和一张密码条，两分钟就好。</View>
          <Button id="bind-start" onClick={() => go("me/bind/index")}>
            绑定社保账户
          </Button>
        </Card>
      ) : null}
      {unread > 0 ? (
        <Banner tone="warn" title={`客服给您回了 ${unread} 条消息`} id="home-chat">
          <Button look="light" id="home-chat-open" onClick={() => askPerson()}>
            去看看
          </Button>
        </Banner>
      ) : null}
      {value && value.me.unreadNotices > 0 ? (
        <Banner tone="warn" title={`您有 ${value.me.unreadNotices} 条新消息`}>
          <Button look="light" id="home-notices" onClick={() => go("me/notices/index")}>
            去看看
          </Button>
        </Banner>
      ) : null}
      {value ? (
        <Entries>
          <Entry
            id="entry-find"
            seal="办"
            name="我要办"
            text="找事项、在线申请"
            onClick={() => go("pages/find/index")}
          />
          <Entry
            id="entry-payments"
            seal="缴"
            name="查缴费"
            text="每月到账了没有"
            onClick={() => go("lookups/payments/index")}
          />
          {chosen.as === "employer" ? (
            <Entry
              id="entry-statement"
              seal="账"
              name="月度账单"
              text="每位员工要缴多少"
              onClick={() => go("lookups/statement/index")}
            />
          ) : (
            <Entry
              id="entry-overview"
              seal="保"
              name="我的社保"
              text="断没断、缴了多久"
              onClick={() => go("lookups/overview/index")}
            />
          )}
          <Entry
            id="entry-cases"
            seal="件"
            name="我的办件"
            text="进度、补正、回执"
            onClick={() => go("cases/list/index")}
          />
        </Entries>
      ) : null}
      {value && value.fitting.length > 0 ? (
        <Card
          title={chosen.as === "self" ? "您现在可以办" : `现在可以为${chosen.as === "employer" ? "单位" : "对方"}办`}
        >
          {value.fitting.map((item) => (
            <Cell
              key={item.code}
              id={`item-${item.code}`}
              label={item.name}
              text={item.summary}
              value={<Handling handling={item.handling} />}
              onClick={() => go(`apply/guide/index?code=${item.code}`)}
            />
          ))}
        </Card>
      ) : null}
      {value && chosen.as === "employer" ? (
        <Card title="查单位的">
          <Cell id="to-staff" label="员工名单" text="谁在参保、申报工资" onClick={() => go("lookups/staff/index")} />
          <Cell
            id="to-enrolments"
            label="员工参保"
            text="一位员工参加了哪些险"
            onClick={() => go("lookups/enrolments/index")}
          />
          <Cell
            id="to-projects"
            label="工程项目"
            text="建筑企业的项目和工人"
            onClick={() => go("lookups/projects/index")}
          />
        </Card>
      ) : null}
      <Card>
        <SwitchCell id="large-type" label="关怀模式" text="字更大、按钮更大" on={large} onChange={setLargeType} />
        <Cell
          id="appointments"
          label="窗口预约"
          text="一定要到窗口办的，先约时间，不用排队"
          onClick={() => go("appointments/list/index")}
        />
        <Cell id="tools" label="算一算" text="交多少、领多少、几时退休" onClick={() => go("tools/list/index")} />
        <Cell id="live" label="政策直播" text="工作人员在线讲政策，可以预约和回看" onClick={() => go("live/index")} />
        <Cell id="ask-person" label="找人工客服" text="说不清的事，问真人" onClick={() => askPerson()} />
        <Cell id="call-12333" label="打电话 12333" text="社保咨询热线" onClick={() => call("12333")} />
        <Cell
          id="complain"
          label="投诉和建议"
          text="哪里不好，告诉我们"
          onClick={() => go("me/help/index?about=complaint")}
        />
      </Card>
    </Page>
  );
}
