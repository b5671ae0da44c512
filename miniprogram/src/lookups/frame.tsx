import { View } from "@tarojs/components";
import type { LookupNext, LookupSource } from "@wsi/shared/contract";
import type { ReactNode } from "react";
import type { Answer } from "../api.ts";
import { askPerson } from "../ask-person.ts";
import { ForWhomBanner, useForWhom } from "../for-whom.tsx";
import {
  Banner,
  Button,
  call,
  Card,
  Cell,
  Empty,
  Failure,
  go,
  Lead,
  NotBound,
  Page,
  Skeleton,
  TextButton,
  useLoaded,
} from "../ui/index.ts";
import { sourceText } from "./words.ts";

interface FrameProps<T> {
  title: string;
  lead: string;
  text?: string;
  load(): Promise<Answer<T>>;
  /** Shown above what is loaded, and while it is. */
  above?: ReactNode;
  children(value: T, reload: () => void): ReactNode;
}

/** What every lookup has: whose it is, the shape while it is read, trouble with a way on, who answers, and where else to look. */
export function Lookup<T extends LookupSource>({ title, lead, text, load, above, children }: FrameProps<T>) {
  const { value, error, reload } = useLoaded(load);
  return (
    <Page title={title} person={false}>
      <Lead title={lead} text={text} />
      <ForWhomBanner />
      {above}
      {!value && error?.code === "not-bound" ? <NotBound /> : null}
      {!value && error && error.code !== "not-bound" ? <Failure error={error} onRetry={reload} /> : null}
      {!value && !error ? <Skeleton /> : null}
      {value && error ? (
        <Banner tone="warn" title="刚才没有更新成功，下面是上一次查到的">
          <Button look="light" id="retry" onClick={reload}>
            重试
          </Button>
        </Banner>
      ) : null}
      {value ? children(value, reload) : null}
      {value ? <Source source={value} /> : null}
      <Elsewhere />
    </Page>
  );
}

export function Source({ source }: { source: LookupSource }) {
  return (
    <View className="source" id="source">
      <View>{sourceText(source)}</View>
      {source.estimate ? <View>{source.estimate}。</View> : null}
    </View>
  );
}

/** S2: never a dead end. */
export function Elsewhere() {
  return (
    <View className="no-print">
      <Card title="别的地方也能查" id="elsewhere">
        <Cell label="湖北政务服务网" text="电脑上打开，搜「社会保险」，个人和单位都能查" />
        <Cell label="鄂汇办（手机应用）" text="查缴费、灵活就业缴费" />
        <Cell label="掌上12333（手机应用）" text="查个人账户、在外地参过的保" />
        <Cell id="call-12333" label="打电话 12333" text="说身份证号就能问" onClick={() => call("12333")} />
        <Cell id="ask-person" label="找人工客服" onClick={() => askPerson()} />
      </Card>
    </View>
  );
}

/** Service items that help with what is shown. */
export function Next({ next, title = "您可以办" }: { next: readonly LookupNext[]; title?: string }) {
  if (next.length === 0) return null;
  return (
    <Card title={title} id="next">
      {next.map((one) => (
        <Cell
          key={one.item}
          id={`next-${one.item}`}
          label={one.name}
          text={one.why}
          onClick={() => go(`apply/guide/index?code=${one.item}`)}
        />
      ))}
    </Card>
  );
}

/** A lookup of one person's life: an employer has another road. Draws nothing else for it. */
export function PersonOnly({ title, children }: { title: string; children(word: string, own: boolean): ReactNode }) {
  const chosen = useForWhom();
  if (chosen.as !== "employer") return <>{children(chosen.word, chosen.as === "self")}</>;
  return (
    <Page title={title}>
      <ForWhomBanner />
      <Empty title="这是员工本人的信息，单位查不到" text="请员工本人在小程序里查。单位可以查下面这些：">
        <Button look="light" id="to-statement" onClick={() => go("lookups/statement/index")}>
          单位月度账单
        </Button>
        <Button look="light" id="to-staff" onClick={() => go("lookups/staff/index")}>
          员工名单
        </Button>
      </Empty>
    </Page>
  );
}

/** A lookup of an employer's: for who acts for one now. */
export function EmployerOnly({ title, children }: { title: string; children(employer: string): ReactNode }) {
  const chosen = useForWhom();
  if (chosen.as === "employer") return <>{children(chosen.id)}</>;
  return (
    <Page title={title}>
      <ForWhomBanner />
      <Empty
        title="请先选择单位"
        text="这里查单位的账。您是经办人的，请在首页「为谁办」里选单位；还不是的，请单位法定代表人指定您。"
      >
        <Button id="to-home" onClick={() => go("pages/home/index")}>
          去首页选单位
        </Button>
        <TextButton id="to-employer" onClick={() => go("me/employer/index")}>
          看我的单位
        </TextButton>
      </Empty>
    </Page>
  );
}
