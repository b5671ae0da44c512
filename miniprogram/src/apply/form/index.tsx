import { useRouter } from "@tarojs/taro";
import { useCallback } from "react";
import { api } from "../../api.ts";
import { askPerson } from "../../ask-person.ts";
import { forWhom } from "../../for-whom.tsx";
import { Runner } from "../../form/index.ts";
import { Button, Empty, Failure, go, goInstead, Loading, NotBound, Page, useAnswer } from "../../ui/index.ts";

/** Opens a case by `id`, or the draft of an item by `code`; `gap` names the question to begin at. */
export default function FormPage() {
  const { id, code, gap } = useRouter().params;
  const load = useCallback(
    () => (id ? api.case({ id }) : api.openCase({ item: code ?? "", for: forWhom().word })),
    [id, code],
  );
  const { answer: opened, retry } = useAnswer(load);

  if (!opened)
    return (
      <Page title="填写申请">
        <Loading text="正在准备表单…" />
      </Page>
    );
  if (!opened.ok)
    return (
      <Page title="填写申请">
        {opened.error.code === "not-bound" ? (
          <NotBound />
        ) : (
          <Failure error={opened.error} onRetry={retry}>
            {code ? (
              <Button look="quiet" id="ask-failed" onClick={() => askPerson({ led: { item: code, by: "failed" } })}>
                问人工客服
              </Button>
            ) : null}
          </Failure>
        )}
      </Page>
    );
  const view = opened.value;
  if (!view.actions.includes("submit") && !view.actions.includes("resubmit"))
    return (
      <Page title="填写申请">
        <Empty title="这个办件已经提交" text="不能再改了，可以看看办到哪一步。">
          <Button onClick={() => go(`cases/detail/index?id=${view.id}`)}>看进度</Button>
        </Empty>
      </Page>
    );
  return <Runner view={view} startAt={gap} onDone={(done) => goInstead(`apply/done/index?id=${done.id}`)} />;
}
