import { View } from "@tarojs/components";
import { api } from "../../api.ts";
import {
  Card,
  Cell,
  Empty,
  Failure,
  go,
  Lead,
  Loading,
  momentText,
  NotBound,
  Page,
  TextButton,
  useLoaded,
} from "../../ui/index.ts";

const load = () => api.accessLog({});

/** 谁看过我的信息: every look by somebody else, newest first. */
export default function AccessPage() {
  const { value, error, reload } = useLoaded(load);
  return (
    <Page title="谁看过我的信息">
      <Lead title="谁看过我的信息" text="您授权的人、单位经办人、工作人员，每看一次都记在这里，谁也删不掉。" />
      {!value && error?.code === "not-bound" ? <NotBound /> : null}
      {!value && error && error.code !== "not-bound" ? <Failure error={error} onRetry={reload} /> : null}
      {!value && !error ? <Loading /> : null}
      {value?.length === 0 ? <Empty title="还没有别人看过" text="有人看过您的信息，会马上出现在这里。" /> : null}
      {value && value.length > 0 ? (
        <Card>
          {value.map((one, at) => (
            <Cell
              key={`${one.at}${at}`}
              test="look"
              label={one.who}
              text={
                <>
                  <View>{one.what}</View>
                  {one.reason ? <View>理由：{one.reason}</View> : null}
                  <View>{momentText(one.at)}</View>
                </>
              }
            />
          ))}
        </Card>
      ) : null}
      <TextButton id="to-mandates" onClick={() => go("me/mandates/index")}>
        去授权管理，收回授权
      </TextButton>
      <TextButton id="to-help" onClick={() => go("me/help/index?about=complaint")}>
        觉得不对？投诉或打 12333
      </TextButton>
    </Page>
  );
}
