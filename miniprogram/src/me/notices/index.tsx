import { View } from "@tarojs/components";
import { useState } from "react";
import { api } from "../../api.ts";
import type { Notice } from "@wsi/shared/contract";
import { Card, Cell, Empty, Failure, go, Loading, momentText, NotBound, Page, Tag, useLoaded } from "../../ui/index.ts";

import { Subscriptions } from "./subscriptions.tsx";

const load = () => api.notices({});

export default function NoticesPage() {
  const { value, error, reload } = useLoaded(load);
  const [opened, setOpened] = useState<readonly string[]>([]);

  function open(notice: Notice) {
    setOpened((all) => [...all, notice.id]);
    if (!notice.read) void api.readNotice({ id: notice.id });
    if (notice.open) go(notice.open);
  }

  return (
    <Page title="我的消息">
      {!value && error?.code === "not-bound" ? <NotBound /> : null}
      {!value && error && error.code !== "not-bound" ? <Failure error={error} onRetry={reload} /> : null}
      {!value && !error ? <Loading /> : null}
      {value?.length === 0 ? <Empty title="还没有消息" text="办件有进展时，会在这里告诉您。" /> : null}
      <Subscriptions />
      {value?.map((notice) => (
        <Card key={notice.id}>
          <Cell
            test="notice"
            label={notice.title}
            text={
              <>
                <View>{notice.text}</View>
                <View>{momentText(notice.at)}</View>
              </>
            }
            value={notice.read || opened.includes(notice.id) ? null : <Tag tone="warn">新</Tag>}
            {...(notice.open || !notice.read ? { onClick: () => open(notice) } : {})}
          />
        </Card>
      ))}
    </Page>
  );
}
