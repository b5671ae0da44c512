import { View } from "@tarojs/components";
import { useRouter } from "@tarojs/taro";
import { stateName } from "@wsi/shared/case";
import { endsAtCounter } from "@wsi/shared/item";
import { useCallback } from "react";
import { api } from "../../api.ts";
import { askPerson } from "../../ask-person.ts";
import { BehalfBanner } from "../../for-whom.tsx";
import { Certificate } from "../../certificate.tsx";
import { Receipt } from "../../receipt.tsx";
import {
  Amount,
  Banner,
  Button,
  Card,
  Cell,
  Failure,
  copy,
  dayText,
  goInstead,
  Lead,
  Loading,
  momentText,
  Note,
  Page,
  Rating,
  useLoaded,
} from "../../ui/index.ts";

export default function DonePage() {
  const id = useRouter().params["id"] ?? "";
  const load = useCallback(() => api.case({ id }), [id]);
  const { value, error, reload } = useLoaded(load);
  if (!value) return <Page title="提交结果">{error ? <Failure error={error} onRetry={reload} /> : <Loading />}</Page>;

  const effective = value.state === "effective";
  const refused = value.decision?.outcome === "declined";
  return (
    <Page
      title="提交结果"
      action={
        <Button id="done-timeline" onClick={() => goInstead(`cases/detail/index?id=${id}`)}>
          看办理进度
        </Button>
      }
    >
      <Lead
        title={refused ? "没有通过" : effective ? "办好了" : "已经提交"}
        text={`${value.item.name}，${stateName[value.state]}`}
      />
      <BehalfBanner behalf={value.behalf} />
      <Card title="办件编号">
        <Amount id="done-number">{value.number ?? "正在编号"}</Amount>
        <Note>打电话、到窗口问进度，报这个编号就行。</Note>
        {value.number ? (
          <Button look="light" id="done-copy" onClick={() => void copy(value.number ?? "")}>
            复制编号
          </Button>
        ) : null}
      </Card>
      {value.decision?.because ? (
        <Card title="原因">
          <View>{value.decision.because}</View>
          <View>{value.decision.instead}</View>
        </Card>
      ) : null}
      <Card title="接下来">
        <View>
          {value.decision
            ? value.definition.result
            : value.due && value.due !== "waiting"
              ? `最晚 ${dayText(value.due)} 给您结果，结果会发消息告诉您。`
              : `受理后 ${value.definition.limits.promised} 个工作日内给您结果，结果会发消息告诉您。`}
        </View>
        {value.decision?.outcome === "approved" ? <View>{value.timeline.at(-1)?.text}</View> : null}
        {value.waitsUntil && value.state === "submitted" ? (
          <Banner tone="warn" id="cool-off" title="现在是冷静期">
            {momentText(value.waitsUntil)} 前改主意，可以在办件里撤回；期满才开始审核。
          </Banner>
        ) : null}
        <Certificate id={id} certificate={value.certificate} />
        <Receipt id={id} number={value.number} />
      </Card>
      {endsAtCounter(value.definition) ? (
        <Card title="还要去窗口">
          <Cell
            id="ask-counter"
            label="问人工客服"
            text="去哪个窗口、带什么、能不能代办"
            onClick={() => askPerson({ led: { item: value.definition.code, by: "counter" } })}
          />
        </Card>
      ) : null}
      {value.actions.includes("rate") || value.rating ? (
        <Rating
          title="这次办得怎么样？"
          rated={value.rating}
          onRated={reload}
          rate={(given) => api.rateCase({ id: value.id, ...given })}
        />
      ) : null}
    </Page>
  );
}
