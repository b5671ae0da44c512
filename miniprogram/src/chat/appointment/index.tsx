import { useRouter } from "@tarojs/taro";
import { useCallback } from "react";
import { desk } from "../../api.ts";
import { askPerson } from "../../ask-person.ts";
import {
  Banner,
  Button,
  call,
  Card,
  copy,
  dayText,
  Fact,
  Failure,
  Loading,
  Note,
  Page,
  useLoaded,
} from "../../ui/index.ts";

const phone = "12333";

/** What the card of an appointment opens: when and where, and what to do when one cannot come. */
export default function AppointmentPage() {
  const id = useRouter().params["id"] ?? "";
  const load = useCallback(() => desk.appointment({ id }), [id]);
  const { value, error, reload } = useLoaded(load);
  return (
    <Page title="我的预约">
      {!value && !error ? <Loading /> : null}
      {!value && error ? <Failure error={error} onRetry={reload} /> : null}
      {value ? (
        <>
          {value.past ? (
            <Banner tone="warn" title="这个预约的日子已经过了">
              要重新约，请问客服。
            </Banner>
          ) : null}
          <Card title={value.title} test="appointment">
            <Fact label="时间">{`${dayText(value.day)} ${value.time}`}</Fact>
            <Fact label="地点">{value.place}</Fact>
            <Note>请带上身份证，提前十分钟到。来不了的，请早点告诉客服。</Note>
            <Button look="light" id="copy-place" onClick={() => void copy(value.place)}>
              复制地址
            </Button>
            <Button look="quiet" id="ask-desk" onClick={() => askPerson()}>
              来不了，问客服
            </Button>
            <Button look="quiet" id="call" onClick={() => call(phone)}>
              打电话 {phone}
            </Button>
          </Card>
        </>
      ) : null}
    </Page>
  );
}
