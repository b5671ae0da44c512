import { View } from "@tarojs/components";
import { useRouter } from "@tarojs/taro";
import type { OwnAppointment } from "@wsi/shared/contract";
import { useCallback, useState } from "react";
import { api } from "../../api.ts";
import { aboutAppointment } from "../../asked-about.ts";
import { askPerson } from "../../ask-person.ts";
import { openLink } from "../../platform/link";
import {
  ActionProblem,
  Amount,
  Banner,
  Button,
  Card,
  Cell,
  confirmed,
  copy,
  Fact,
  Failure,
  go,
  Loading,
  Note,
  Page,
  Tag,
  useLoaded,
} from "../../ui/index.ts";
import { stateTag, whenText } from "../words.ts";

/** One appointment: the number to read out, when, where, what to take along; and how to change one's mind. */
export default function AppointmentPage() {
  const id = useRouter().params["id"] ?? "";
  const { value, error, reload } = useLoaded(useCallback(() => api.appointment({ id }), [id]));
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  if (!value) return <Page title="我的预约">{error ? <Failure error={error} onRetry={reload} /> : <Loading />}</Page>;

  async function cancel() {
    if (!(await confirmed("取消这个预约？", "位子会让给别人。还想去的，可以改时间。", "取消预约"))) return;
    setBusy(true);
    const done = await api.cancelAppointment({ id });
    setBusy(false);
    setTrouble(done.ok ? null : [done.error.message, done.error.instead].filter(Boolean).join("。"));
    reload();
  }

  const [tone, word] = stateTag[value.state];
  return (
    <Page title="我的预约">
      <Card id="appointment">
        <Tag tone={tone}>{word}</Tag>
        <Note>到了窗口，报预约号</Note>
        <Amount id="number">{value.number}</Amount>
        <Fact label="时间">{whenText(value)}</Fact>
        <Fact label="地点">
          {value.hall.name}「{value.window.name}」
        </Fact>
        {value.item ? <Fact label="办什么">{value.item.name}</Fact> : null}
        {value.forWhom ? <Fact label="为谁约的">{value.forWhom}</Fact> : null}
        <Cell
          id="map"
          label="在地图上找"
          text={value.hall.district}
          onClick={() => void (openLink(value.hall.map) || copy(value.hall.name))}
        />
      </Card>
      <Ended one={value} />
      <Card title="要带什么">
        {value.bring.map((one) => (
          <Fact key={one.name} label={one.sometimes ? "有的情况要带" : "要带"}>
            <View>{one.name}</View>
            <Note>{one.why}</Note>
          </Fact>
        ))}
        {value.item ? (
          <Cell
            id="guide"
            label="看办事指南"
            text="条件、材料、流程"
            onClick={() => go(`apply/guide/index?code=${value.item?.code ?? ""}`)}
          />
        ) : (
          <Note>还没有说办什么，其他材料以要办的事项为准。</Note>
        )}
      </Card>
      <Card>
        <Cell
          id="ask-appointment"
          label="问这个预约"
          text="把它带给人工客服，不用再说一遍"
          onClick={() => askPerson({ about: aboutAppointment(value) })}
        />
      </Card>
      {trouble === null ? null : <ActionProblem id="appointment-problem" text={trouble} />}
      {value.open ? (
        <>
          <Button look="light" id="move" onClick={() => go(`appointments/book/index?move=${value.id}`)}>
            改时间
          </Button>
          <Button look="quiet" id="cancel" busy={busy} onClick={() => void cancel()}>
            取消预约
          </Button>
        </>
      ) : null}
    </Page>
  );
}

function Ended({ one }: { one: OwnAppointment }) {
  const again = (
    <Button
      look="light"
      id="again"
      onClick={() => go(`appointments/book/index${one.item ? `?item=${one.item.code}` : ""}`)}
    >
      重新预约
    </Button>
  );
  if (one.state === "called-off")
    return (
      <Banner tone="warn" title="那天大厅停办，对不起">
        {one.because}。请另选时间；急用请打 12333。
        {again}
      </Banner>
    );
  if (one.state === "missed")
    return (
      <Banner tone="warn" title="这次没有到场">
        还要办的请重新预约；到过的，请大厅窗口核实更正。
        {again}
      </Banner>
    );
  return null;
}
