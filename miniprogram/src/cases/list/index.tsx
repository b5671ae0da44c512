import { View } from "@tarojs/components";
import { erasedTitle, stateName } from "@wsi/shared/case";
import type { CaseCard } from "@wsi/shared/contract";
import { api } from "../../api.ts";
import {
  Button,
  Card,
  Cell,
  dayText,
  Empty,
  Failure,
  go,
  Loading,
  momentText,
  NotBound,
  Page,
  stateTone,
  Tag,
  useLoaded,
} from "../../ui/index.ts";

const load = () => api.cases({});

const dueText = (one: CaseCard): string =>
  one.due === "waiting"
    ? "等您补正"
    : one.due
      ? `最晚 ${dayText(one.due)} 办好`
      : `更新于 ${momentText(one.updatedAt)}`;

export default function CasesPage() {
  const { value, error, reload } = useLoaded(load);
  return (
    <Page title="我的办件">
      {!value && error?.code === "not-bound" ? <NotBound /> : null}
      {!value && error && error.code !== "not-bound" ? <Failure error={error} onRetry={reload} /> : null}
      {!value && !error ? <Loading /> : null}
      {value?.length === 0 ? (
        <Empty title="还没有办过事" text="要办什么，先到「找事项」里看看。">
          <Button onClick={() => go("pages/find/index")}>去找事项</Button>
        </Empty>
      ) : null}
      {value?.map((one) => (
        <Card key={one.id}>
          <Cell
            test="case-card"
            label={one.item.name}
            text={
              <>
                <Tag tone={stateTone[one.state]}>{stateName[one.state]}</Tag>
                {one.behalf ? (
                  <View>
                    {one.behalf.viewer === "subject" ? `${one.behalf.actor} 替您办` : `为 ${one.behalf.subject} 办`}
                  </View>
                ) : null}
                {one.number ? <View>编号 {one.number}</View> : null}
                <View>{one.erased ? erasedTitle : dueText(one)}</View>
              </>
            }
            onClick={() =>
              go(one.state === "draft" ? `apply/form/index?id=${one.id}` : `cases/detail/index?id=${one.id}`)
            }
          />
        </Card>
      ))}
    </Page>
  );
}
