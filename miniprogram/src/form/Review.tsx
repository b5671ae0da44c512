import { View } from "@tarojs/components";
import type { CaseView, ErrorBody } from "@wsi/shared/contract";
import type { Step } from "@wsi/shared/item";
import { useCallback, useState, type ReactNode } from "react";
import { api } from "../api.ts";
import {
  ActionProblem,
  Banner,
  Button,
  Buttons,
  Card,
  Cell,
  Fact,
  Failure,
  Loading,
  Note,
  Option,
  Page,
  Progress,
  toPlace,
  Question,
  TextButton,
  TextInput,
  useAnswer,
} from "../ui/index.ts";
import { actOnce } from "../act-once.ts";
import { askPerson, type Led } from "../ask-person.ts";
import { aboutCase } from "../asked-about.ts";
import type { DraftState } from "./draft.ts";
import { FeeLines } from "./FeeLines.tsx";

interface ReviewProps {
  state: DraftState;
  screens: readonly Step[];
  /** What the runner has to say about saving. */
  notice: ReactNode;
  onEdit(screen: string): void;
  onBack(): void;
  onDone(view: CaseView): void;
  onStale(): void;
}

/** A lost connection is mended by pressing again: the key makes it the same act. */
const wordsFor = (error: ErrorBody): string =>
  error.code === "unavailable"
    ? "网络不通，不知道交上没有。再点一次就行，不会重复提交。"
    : [error.message, error.instead].filter(Boolean).join("。");

/** What is about to happen, judged on the server with today's ledger, read and confirmed by the person. */
export function Review({ state, screens, notice, onEdit, onBack, onDone, onStale }: ReviewProps) {
  const { id, definition, revision, actions } = state.view;
  const ask = (by: Led["by"]) => askPerson({ about: aboutCase(state.view), led: { item: definition.code, by } });
  const action = actions.includes("resubmit") ? ("resubmit" as const) : ("submit" as const);
  const [ticked, setTicked] = useState<readonly number[]>([]);
  const [signature, setSignature] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [error, setError] = useState<ErrorBody | null>(null);
  const [busy, setBusy] = useState(false);

  const load = useCallback(() => api.preview({ id }), [id]);
  const { answer: preview, retry } = useAnswer(load);

  const progress = <Progress at={screens.length + 1} of={screens.length + 1} title="核对并确认" />;
  if (!preview?.ok)
    return (
      <Page title="核对并确认">
        {progress}
        {notice}
        {preview ? (
          <Failure error={preview.error} onRetry={retry}>
            <Button look="quiet" id="form-back" onClick={onBack}>
              上一步
            </Button>
          </Failure>
        ) : (
          <Loading text="正在核算…" />
        )}
      </Page>
    );

  const seen = preview.value;
  const screenOf = (field: string) => screens.find((screen) => field in screen.fields)?.key;
  const stopped = seen.refusal !== null || seen.problems.length > 0;

  async function confirm() {
    if (ticked.length < seen.consequences.length) {
      toPlace("consequences");
      return setProblem("请把提醒逐条看完并打勾");
    }
    if (seen.needsSignature && signature.trim() === "") {
      toPlace("question-signature");
      return setProblem("请写上您的姓名，表示同意提交");
    }
    setProblem(null);
    setError(null);
    setBusy(true);
    const done = await actOnce(`${id}:${action}`, (key) =>
      api.actOnCase({ id, key, action, revision, ...(seen.needsSignature ? { signature: signature.trim() } : {}) }),
    );
    setBusy(false);
    if (done.ok) return onDone(done.value);
    if (done.error.code === "stale") onStale();
    setError(done.error);
  }

  return (
    <Page
      title="核对并确认"
      action={
        <>
          {problem ? <ActionProblem id="review-problem" text={problem} /> : null}
          {error ? <ActionProblem id="review-error" text={wordsFor(error)} /> : null}
          {error ? (
            <TextButton id="ask-failed" onClick={() => ask("failed")}>
              提交不了？问人工客服
            </TextButton>
          ) : null}
          <Buttons>
            <Button look="quiet" id="form-back" onClick={onBack}>
              上一步
            </Button>
            <Button id="review-confirm" busy={busy} disabled={stopped} onClick={() => void confirm()}>
              {action === "resubmit" ? "重新提交" : "确认提交"}
            </Button>
          </Buttons>
        </>
      }
    >
      {progress}
      {notice}
      {seen.refusal ? (
        <Banner tone="bad" title={seen.refusal.because}>
          <View>{seen.refusal.instead}</View>
          <Button look="light" id="ask-refused" onClick={() => ask("refused")}>
            问人工客服
          </Button>
        </Banner>
      ) : null}
      {seen.problems.length > 0 ? (
        <Card title="还有几处要改">
          {seen.problems.map((one) => (
            <Cell
              key={one.field}
              label={one.message}
              onClick={() => onEdit(screenOf(one.field) ?? screens[0]?.key ?? "")}
            />
          ))}
        </Card>
      ) : null}
      {screens.map((screen) => {
        const rows = seen.answers.filter((one) => one.field in screen.fields);
        return rows.length === 0 ? null : (
          <Card title={screen.title} key={screen.key}>
            {rows.map((one) => (
              <Fact label={one.label} key={one.field}>
                {one.text}
              </Fact>
            ))}
            <TextButton id={`edit-${screen.key}`} onClick={() => onEdit(screen.key)}>
              修改「{screen.title}」
            </TextButton>
          </Card>
        );
      })}
      {seen.bring.length > 0 ? (
        <Card title="按您的情况，去办时带上" id="bring">
          {seen.bring.map((one) => (
            <Cell key={one.name} label={one.name} text={[one.why, one.where].filter(Boolean).join("。")} />
          ))}
        </Card>
      ) : null}
      {seen.outcome ? (
        <Card title="确认后会这样办" id="review-outcome">
          <View>{seen.outcome}</View>
        </Card>
      ) : null}
      {seen.fee ? <FeeLines fee={seen.fee} /> : null}
      {seen.consequences.length > 0 ? (
        <Card title="请逐条看清并打勾" id="consequences">
          {seen.consequences.map((text, at) => (
            <View key={text} data-test="review-consequence" style={{ marginTop: "8px" }}>
              <Option
                many
                id={`review-consequence-${at}`}
                on={ticked.includes(at)}
                onClick={() => setTicked((all) => (all.includes(at) ? all.filter((one) => one !== at) : [...all, at]))}
              >
                {text}
              </Option>
            </View>
          ))}
        </Card>
      ) : null}
      {seen.needsSignature ? (
        <Card>
          <Question
            name="signature"
            label="签名"
            help={`请写上您${state.view.behalf ? "自己（办理人）" : ""}的姓名，表示以上内容属实，同意提交「${definition.name}」`}
          >
            <TextInput
              id="review-signature"
              label="签名"
              value={signature}
              placeholder="您的姓名"
              max={60}
              onChange={setSignature}
            />
          </Question>
        </Card>
      ) : null}
      <Note id="review-typed">
        这次共 {seen.typed.total} 项，自动带出 {seen.typed.total - seen.typed.typed} 项，您只填了 {seen.typed.typed}{" "}
        项。
      </Note>
    </Page>
  );
}
