import { useRouter } from "@tarojs/taro";
import { useCallback, useState } from "react";
import type { ToolView, Worked } from "@wsi/shared/contract";
import { holds } from "@wsi/shared/field";
import { api } from "../../api.ts";
import { TodayProvider } from "../../form/tools.ts";
import {
  ActionProblem,
  Banner,
  Button,
  Card,
  Cell,
  Failure,
  go,
  Lead,
  Loading,
  Note,
  Page,
  TextButton,
  toPlace,
  toTop,
  useAnswer,
} from "../../ui/index.ts";
import { Answer } from "./Answer.tsx";
import { ToolQuestion } from "./ToolQuestion.tsx";

type Values = Record<string, unknown>;
const empty = (value: unknown): boolean => value === undefined || value === null || value === "";

const shownIn = ({ questions }: ToolView, values: Values) =>
  questions.filter(({ asked }) => !asked.showWhen || holds(asked.showWhen, values, {}));
/** Everything that must be told is told: then it is worked out unasked. */
const complete = (view: ToolView, values: Values): boolean =>
  shownIn(view, values).every(({ name, asked }) => asked.optional === true || !empty(values[name]));

interface Begun {
  view: ToolView;
  worked: Worked | null;
}

/** One calculator, whichever: what it asks and what it answers are data. */
export default function ToolPage() {
  const { code = "" } = useRouter().params;
  const load = useCallback(async (): Promise<
    { ok: true; value: Begun } | Extract<Awaited<ReturnType<typeof api.tool>>, { ok: false }>
  > => {
    const view = await api.tool({ code });
    if (!view.ok) return view;
    const worked = complete(view.value, view.value.values)
      ? await api.work({ code, answers: view.value.values })
      : undefined;
    return { ok: true, value: { view: view.value, worked: worked?.ok ? worked.value : null } };
  }, [code]);
  const { answer, retry } = useAnswer(load);
  return (
    <Page title={answer?.ok ? answer.value.view.name : "算一算"}>
      {answer === null ? <Loading /> : null}
      {answer && !answer.ok ? <Failure error={answer.error} onRetry={retry} /> : null}
      {answer?.ok ? <Runner begun={answer.value} /> : null}
    </Page>
  );
}

function Runner({ begun: { view, worked: first } }: { begun: Begun }) {
  const [values, setValues] = useState<Values>(view.values);
  const [worked, setWorked] = useState(first);
  const [asking, setAsking] = useState(first === null);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function work(): Promise<void> {
    setBusy(true);
    const shown = shownIn(view, values).map(({ name }) => name);
    const answers = Object.fromEntries(
      Object.entries(values).filter(([name, value]) => shown.includes(name) && !empty(value)),
    );
    const done = await api.work({ code: view.code, answers });
    setBusy(false);
    const wrong = done.ok ? [] : (done.error.problems ?? []);
    setProblems(Object.fromEntries(wrong.map((one) => [one.field, one.message])));
    setTrouble(done.ok || wrong.length > 0 ? null : done.error.message);
    if (done.ok) {
      setWorked(done.value);
      setAsking(false);
      toTop();
    } else if (wrong[0]) toPlace(`question-${wrong[0].field}`);
  }

  const questions = shownIn(view, values);
  const draw = (assumption: boolean) =>
    questions
      .filter((one) => (one.assumption === true) === assumption)
      .map(({ name, asked }) => (
        <ToolQuestion
          key={name}
          name={name}
          asked={asked}
          value={values[name]}
          source={view.known.includes(name) && values[name] === view.values[name] ? "参保记录" : undefined}
          problem={problems[name]}
          onChange={(value) => setValues((before) => ({ ...before, [name]: value }))}
        />
      ));
  const assumptions = draw(true);
  return (
    <>
      <Lead title={view.name} text={view.about} />
      {worked && !asking ? <Answer worked={worked} /> : null}
      {worked && !asking ? (
        <>
          <Card>
            {questions.some(({ name }) => view.known.includes(name)) ? (
              <Note>已按您的参保记录填好，不对的可以改。</Note>
            ) : null}
            <Button id="tool-again" look="light" onClick={() => setAsking(true)}>
              改一改再算
            </Button>
          </Card>
          {view.items.length > 0 ? (
            <Card title="接着办">
              {view.items.map((item) => (
                <Cell
                  key={item.code}
                  id={`item-${item.code}`}
                  label={item.name}
                  onClick={() => go(`apply/guide/index?code=${item.code}`)}
                />
              ))}
            </Card>
          ) : null}
        </>
      ) : null}
      {asking ? (
        <TodayProvider value={view.today}>
          {questions.some(({ name }) => view.known.includes(name)) ? (
            <Banner tone="good" title="已按您的参保记录填好">
              不对的可以改，改了不会影响记录。
            </Banner>
          ) : null}
          <Card>{draw(false)}</Card>
          {assumptions.length > 0 ? <Card title="可以调整的假设">{assumptions}</Card> : null}
          {trouble ? <ActionProblem id="tool-problem" text={trouble} /> : null}
          <Button id="tool-work" busy={busy} onClick={() => void work()}>
            算一算
          </Button>
          {worked ? <TextButton onClick={() => setAsking(false)}>不改了，看刚才的结果</TextButton> : null}
        </TodayProvider>
      ) : null}
    </>
  );
}
