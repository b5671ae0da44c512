import { View } from "@tarojs/components";
import { BehalfBanner } from "../for-whom.tsx";
import type { CaseView } from "@wsi/shared/contract";
import type { RefusalRule, Step } from "@wsi/shared/item";
import { isShown, screensOf, withoutHidden } from "@wsi/shared/item";
import { useMemo, useState } from "react";
import { localFile, uploadFile } from "../api.ts";
import { Banner, Button, Buttons, goBack, Page, Progress, Sheet, TextButton, toPlace, toTop } from "../ui/index.ts";
import { Asked } from "./Asked.tsx";
import type { DraftState } from "./draft.ts";
import { glossary } from "./glossary.ts";
import { Review } from "./Review.tsx";
import { FormToolsProvider, TodayProvider } from "./tools.ts";
import { today, useDraft } from "./use-draft.ts";

interface RunnerProps {
  view: CaseView;
  /** The question to begin at: a gap that was tapped in the notice. */
  startAt?: string | undefined;
  onDone(view: CaseView): void;
}

const shownIn = (screen: Step, { view, answers }: DraftState): string[] => {
  const given = withoutHidden(view.definition, answers, view.facts);
  return Object.entries(screen.fields)
    .filter(([, asked]) => isShown(asked, given, view.facts))
    .map(([name]) => name);
};

const savingText: Record<DraftState["saving"], string> = {
  saved: "已保存",
  waiting: "正在填写…",
  saving: "正在保存…",
  failed: "还没有保存上",
  stale: "没有保存",
};

/**
 * The one form: any item, one screen of questions at a time, then the review. It draws what the definition says and judges
 * with the same functions as the server; it knows no item.
 */
export function Runner({ view, startAt, onDone }: RunnerProps) {
  const [state, draft] = useDraft(view);
  const [term, setTerm] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<RefusalRule | null>(null);
  const [busy, setBusy] = useState(false);
  const definition = state.view.definition;
  const screens = screensOf(definition).filter((screen) => shownIn(screen, state).length > 0);
  const gaps = state.view.state === "returned" ? (state.view.notices.at(-1)?.gaps ?? []) : [];
  const [key, setKey] = useState(
    () =>
      (
        screens.find((one) => startAt !== undefined && startAt in one.fields) ??
        screens.find((one) => gaps.some((gap) => gap.field in one.fields)) ??
        screens[0]
      )?.key ?? "",
  );
  const at = screens.findIndex((screen) => screen.key === key);
  const screen = screens[at];
  const elsewhere = gaps.filter((gap) => screen && !(gap.field in screen.fields));

  const tools = useMemo(
    () => ({
      files: state.files,
      show: localFile,
      upload: async (file: Parameters<typeof uploadFile>[1], onProgress: (percent: number) => void) => {
        const sent = await uploadFile(state.view.id, file, onProgress);
        if (sent.ok) draft.addFile(sent.value);
        return sent;
      },
    }),
    [state.files, state.view.id, draft],
  );

  const open = (next: string) => {
    setKey(next);
    toTop();
  };
  const back = () => {
    void draft.flush();
    const before = screen ? screens[at - 1] : screens.at(-1);
    if (before) open(before.key);
    else goBack();
  };

  async function next() {
    if (!screen) return;
    const wrong = draft.checkAll(shownIn(screen, state));
    if (wrong) return toPlace(`question-${wrong}`);
    const barred = draft.refusal();
    if (barred) return setRefusal(barred);
    setBusy(true);
    const kept = await draft.flush();
    setBusy(false);
    const following = screens[at + 1];
    if (following) open(following.key);
    // The review is judged on the server: it needs everything there.
    else if (kept) open("review");
  }

  const saveLine = (
    <>
      <BehalfBanner behalf={state.view.behalf} />
      <View className="save-line" id="saving">
        <View>{definition.name}</View>
        <View aria-live="polite">{savingText[state.saving]}</View>
      </View>
    </>
  );
  const trouble =
    state.saving === "stale" ? (
      <Banner tone="warn" title="这份申请在别的手机上改过" id="stale">
        <View>为了不互相覆盖，请先载入最新内容，再接着填。</View>
        <Button look="light" id="take-newest" onClick={() => void draft.takeNewest()}>
          载入最新内容
        </Button>
      </Banner>
    ) : state.saving === "failed" ? (
      <Banner tone="warn" title={state.failure ?? "没有保存上"} id="save-failed">
        <View>您填的内容还在这个页面上，没有丢。</View>
        <TextButton id="save-again" onClick={() => void draft.flush()}>
          再保存一次
        </TextButton>
      </Banner>
    ) : null;

  if (!screen)
    return (
      <Review
        state={state}
        screens={screens}
        notice={
          <>
            {saveLine}
            {trouble}
          </>
        }
        onEdit={open}
        onBack={back}
        onDone={onDone}
        onStale={() => void draft.takeNewest().then(() => open(screens[0]?.key ?? ""))}
      />
    );

  return (
    <FormToolsProvider value={tools}>
      <TodayProvider value={today()}>
        <Page
          title="填写申请"
          action={
            <Buttons>
              <Button look="quiet" id="form-back" onClick={back}>
                上一步
              </Button>
              <Button id="form-next" busy={busy} onClick={() => void next()}>
                {at === screens.length - 1 ? "去核对" : "下一步"}
              </Button>
            </Buttons>
          }
        >
          <Progress at={at + 1} of={screens.length + 1} title={screen.title} />
          {saveLine}
          {trouble}
          {gaps.length > 0 ? (
            <Banner tone="warn" title="请补齐标出的地方，再重新提交">
              <View>其他内容不用改，直接点下面的按钮往下走。</View>
              {elsewhere.map((gap) => {
                const there = screens.find((one) => gap.field in one.fields);
                return there ? (
                  <TextButton key={gap.field} id={`gap-${gap.field}`} onClick={() => open(there.key)}>
                    还要补「{gap.label}」
                  </TextButton>
                ) : null;
              })}
            </Banner>
          ) : null}
          {shownIn(screen, state).map((name) => {
            const asked = screen.fields[name];
            if (!asked) return null;
            const known = state.view.prefilled[name];
            const unchanged =
              known !== undefined && JSON.stringify(known.value) === JSON.stringify(state.answers[name]);
            return (
              <Asked
                key={`${name}${state.view.id}`}
                name={name}
                asked={asked}
                value={state.answers[name]}
                source={unchanged ? known.source : undefined}
                problem={state.problems[name]}
                gap={gaps.find((gap) => gap.field === name)?.what}
                onChange={(value) => draft.set(name, value)}
                onBlur={() => draft.check(name)}
                onTerm={setTerm}
              />
            );
          })}
          {term ? (
            <Sheet title={`什么是${term}？`} close="知道了" onClose={() => setTerm(null)}>
              {glossary[term]}
            </Sheet>
          ) : null}
          {refusal ? (
            <Sheet title="现在不能办理" close="知道了" onClose={() => setRefusal(null)}>
              <Banner tone="bad" title={refusal.because}>
                {refusal.instead}
              </Banner>
            </Sheet>
          ) : null}
        </Page>
      </TodayProvider>
    </FormToolsProvider>
  );
}
