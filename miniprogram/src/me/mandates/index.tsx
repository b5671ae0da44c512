import { View } from "@tarojs/components";
import { relationName, type MandateView } from "@wsi/shared/contract";
import { useState, type ReactNode } from "react";
import { api } from "../../api.ts";
import {
  Banner,
  Button,
  Card,
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
  TextButton,
  toast,
  useLoaded,
  type Tone,
} from "../../ui/index.ts";
import { Offer } from "./offer.tsx";

const load = () => api.mandates({});

const states: Record<MandateView["state"], [Tone, string]> = {
  offered: ["busy", "等对方接受"],
  coming: ["busy", "还没到日子"],
  active: ["good", "正在生效"],
  ended: ["plain", "已结束"],
};
const ends = {
  declined: "没有接受",
  "taken-back": "授权人收回",
  "given-up": "代办人不再代办",
  expired: "到期",
  counter: "在窗口结束",
} as const;

/** 授权管理: whom I let act for me, and who asked me. */
export default function MandatesPage() {
  const { value, error, reload } = useLoaded(load);
  const [offering, setOffering] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function answer(one: MandateView, action: "accept" | "decline" | "end", question?: [string, string, string]) {
    if (question && !(await confirmed(...question))) return;
    const done = await api.answerMandate({ id: one.id, action });
    setTrouble(done.ok ? null : done.error.message);
    if (done.ok) toast({ accept: "已接受", decline: "已回绝", end: "已结束，马上生效" }[action]);
    reload();
  }

  if (offering && value)
    return (
      <Offer
        scope={value.scope}
        back={() => setOffering(false)}
        done={() => {
          setOffering(false);
          toast("已发给对方，等对方接受");
          reload();
        }}
      />
    );
  const current = (list: readonly MandateView[]) => list.filter((one) => one.state !== "ended");
  const past = value ? [...value.given, ...value.held].filter((one) => one.state === "ended") : [];
  return (
    <Page
      title="授权管理"
      action={
        value ? (
          <Button id="mandate-offer" onClick={() => setOffering(true)}>
            请别人替我办
          </Button>
        ) : null
      }
    >
      <Lead title="授权代办" text="自己不方便，可以请家人或社区代办员办。办什么、办到哪天，由您定，随时能收回。" />
      {!value && error?.code === "not-bound" ? <NotBound /> : null}
      {!value && error && error.code !== "not-bound" ? <Failure error={error} onRetry={reload} /> : null}
      {!value && !error ? <Loading /> : null}
      {trouble ? <Banner tone="bad" title={trouble} /> : null}
      {value && current(value.given).length + current(value.held).length === 0 ? (
        <Empty title="现在没有授权" text="点下面的按钮，请别人替您办；不用手机的，带双方身份证到窗口也能办。" />
      ) : null}
      {value && current(value.held).length > 0 ? <View className="card-title">别人请我办的</View> : null}
      {(value ? current(value.held) : []).map((one) => (
        <Mandate key={one.id} one={one} side="held">
          {one.state === "offered" ? (
            <>
              <Button id="mandate-accept" onClick={() => void answer(one, "accept")}>
                接受
              </Button>
              <Button
                look="quiet"
                id="mandate-decline"
                onClick={() => void answer(one, "decline", ["不接受？", "对方会收到通知。", "不接受"])}
              >
                不接受
              </Button>
            </>
          ) : (
            <Button
              look="danger"
              id="mandate-give-up"
              onClick={() => void answer(one, "end", ["不再代办？", "马上生效，您不能再替对方查和办。", "不再代办"])}
            >
              不再代办
            </Button>
          )}
        </Mandate>
      ))}
      {value && current(value.given).length > 0 ? <View className="card-title">我请别人办的</View> : null}
      {(value ? current(value.given) : []).map((one) => (
        <Mandate key={one.id} one={one} side="given">
          <Button
            look="danger"
            id="mandate-revoke"
            onClick={() => void answer(one, "end", ["收回授权？", "马上生效，对方不能再替您查和办。", "收回"])}
          >
            收回授权
          </Button>
        </Mandate>
      ))}
      {past.length > 0 ? (
        <Card title="已经结束的">
          {past.map((one) => (
            <Fact key={one.id} label={one.ended ? dayText(one.ended.at.slice(0, 10)) : ""}>
              {one.other}（{relationName[one.relation]}）{one.ended ? `：${ends[one.ended.because]}` : ""}
            </Fact>
          ))}
        </Card>
      ) : null}
      <TextButton id="to-access" onClick={() => go("me/access/index")}>
        谁看过我的信息
      </TextButton>
    </Page>
  );
}

function Mandate({ one, side, children }: { one: MandateView; side: "given" | "held"; children: ReactNode }) {
  const [tone, word] = states[one.state];
  const waiting = one.state === "offered" && side === "held" ? "等您接受" : word;
  return (
    <Card test="mandate" title={side === "given" ? `${one.other}（${relationName[one.relation]}）` : one.other}>
      <Fact label="状态">
        <Tag tone={tone}>{waiting}</Tag>
      </Fact>
      <Fact label="可以办">
        {one.items.map((item) => (
          <View key={item.code}>{item.name}</View>
        ))}
        {one.lookups ? <View>查缴费、查参保</View> : null}
      </Fact>
      <Fact label="到哪天">{dayText(one.until)}</Fact>
      {one.document ? <Fact label="纸质委托书">{one.document}（窗口登记）</Fact> : null}
      {children}
    </Card>
  );
}
