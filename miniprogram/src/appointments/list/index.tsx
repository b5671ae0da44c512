import { View } from "@tarojs/components";
import type { OwnAppointment } from "@wsi/shared/contract";
import { api } from "../../api.ts";
import {
  Banner,
  Button,
  Card,
  Cell,
  dayText,
  Empty,
  Failure,
  go,
  Lead,
  NotBound,
  Page,
  Skeleton,
  Tag,
  useLoaded,
} from "../../ui/index.ts";
import { stateTag, whenText } from "../words.ts";

const load = () => api.appointments({});

/** 窗口预约: what one holds, what was, and the way to a new one. */
export default function AppointmentsPage() {
  const { value, error, reload } = useLoaded(load);
  const unbound = !value && error?.code === "not-bound";
  const barred = value?.suspendedUntil ?? null;
  return (
    <Page
      title="窗口预约"
      action={
        value && barred === null ? (
          <Button id="book" onClick={() => go("appointments/book/index")}>
            预约窗口
          </Button>
        ) : null
      }
    >
      <Lead title="先约好时间，去了就办" text="多数事情手机上就能办；一定要到窗口的，在这里约" />
      {unbound ? <NotBound /> : null}
      {!value && error && !unbound ? <Failure error={error} onRetry={reload} /> : null}
      {!value && !error ? <Skeleton cards={2} /> : null}
      {barred === null ? null : (
        <Banner tone="warn" title={`${dayText(barred)}前不能网上预约`} id="suspended">
          90 天里有三次约了没有来。急用请直接到大厅取号，不受影响；确实到过的，请大厅窗口核实更正。
        </Banner>
      )}
      {value && value.coming.length === 0 ? (
        <Empty title="没有要去的预约" text="办件在手机上就能查进度，不用为这个跑一趟。" />
      ) : null}
      {value && value.coming.length > 0 ? (
        <Card title="要去的">
          {value.coming.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </Card>
      ) : null}
      {value && value.past.length > 0 ? (
        <Card title="以前的">
          {value.past.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </Card>
      ) : null}
    </Page>
  );
}

function Row({ one }: { one: OwnAppointment }) {
  const [tone, word] = stateTag[one.state];
  return (
    <Cell
      test="appointment"
      label={whenText(one)}
      text={
        <>
          <View>
            {one.hall.name}「{one.window.name}」
          </View>
          {one.item ? <View>办「{one.item.name}」</View> : null}
          {one.forWhom ? <View>为 {one.forWhom} 约的</View> : null}
        </>
      }
      value={<Tag tone={tone}>{word}</Tag>}
      onClick={() => go(`appointments/one/index?id=${one.id}`)}
    />
  );
}
