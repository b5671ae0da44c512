import type { Concept } from "./lexicon/index.ts";
import type { Found, Query } from "./search.ts";
import { trustWeights } from "./weights.ts";

/** How sure we are that the first is what was meant, as a probability fitted on our own questions (`npm run kb -- fit`). */
export interface Judged {
  /** 0 … 1. */
  confidence: number;
  decision: "answer" | "menu" | "handoff";
  why: string;
}

export const trustNames = [
  "bias",
  "score",
  "margin",
  "coverage",
  "closeness",
  "shared",
  "missing",
  "extra",
  "conflict",
  "known",
  "unnamed",
  "named",
  "outside",
  "exact",
  "short",
  "elsewhere",
  "strange",
] as const;
export type TrustName = (typeof trustNames)[number];

/** Above: answer. A wrong confident answer is the worst of all outcomes. */
const ANSWER = 0.62;
/** Below: say that we cannot. */
const MENU = 0.1;

const isTelling = ({ kind }: Concept) => kind === "scheme" || kind === "event" || kind === "group";

const isTopic = ({ kind }: Concept) => kind === "scheme" || kind === "group";

/** The signs by which trust is judged; all between about -1 and 3. */
export function trustSignals(query: Query, found: readonly Found<unknown>[]): Record<TrustName, number> {
  const [first, second] = found;
  const s = first?.signals;
  const sum = (suffix: "" | "Missing" | "Extra") =>
    s
      ? (["scheme", "group", "event", "action", "aspect"] as const).reduce(
          (all, kind) => all + s[`${kind}${suffix}`],
          0,
        )
      : 0;
  const named = [...query.concepts.keys()];
  return {
    bias: 1,
    score: Math.min(6, first?.score ?? 0),
    margin: Math.min(2, (first?.score ?? 0) - (second?.score ?? 0)),
    coverage: s?.coverage ?? 0,
    closeness: s?.closeness ?? 0,
    shared: sum(""),
    missing: sum("Missing"),
    extra: sum("Extra"),
    conflict: s?.conflict ?? 0,
    known: query.known,
    unnamed: named.some((one) => one.kind === "scheme") ? 0 : 1,
    named: Math.min(3, named.filter(isTelling).length),
    outside: foreign(query, first).length > 0 ? 1 : 0,
    exact: s?.exact ?? 0,
    short: query.text.length <= 4 ? 1 : 0,
    strange: first?.strange() ?? 0,
    elsewhere: query.elsewhere && ![...(first?.outside ?? [])].some((one) => one.name === "elsewhere") ? 1 : 0,
  };
}

/** A neighbouring subject is named, and the entry does not speak of it, or of something else beside it that nobody asked for. */
function foreign(query: Query, first: Found<unknown> | undefined): Concept[] {
  // One subject has many things: who writes of 公租房 is not answered with 医疗救助.
  const named = (one: Concept) => [...query.forms].some(([form, meant]) => meant.includes(one) && first?.says(form));
  return [...query.outside].filter((one) => !first?.outside.has(one) || !named(one) || first.signals.schemeExtra > 0);
}

/** `weights`: others than those that were fitted last, to try them out. */
export function judge(
  query: Query,
  found: readonly Found<unknown>[],
  weights: Readonly<Record<TrustName, number>> = trustWeights,
): Judged {
  const [first] = found;
  if (!first) return { confidence: 0, decision: "handoff", why: "没有相近的问题" };
  const signals = trustSignals(query, found);
  let sum = 0;
  for (const name of trustNames) sum += weights[name] * signals[name];
  const confidence = 1 / (1 + Math.exp(-sum));
  const outside = foreign(query, first).map((one) => one.name);
  if (outside.length > 0) {
    const decision = confidence < MENU ? "handoff" : "menu";
    return { confidence, decision, why: `提到了别的业务：${outside.join(" ")}` };
  }
  const unsure = confidence < MENU ? "handoff" : "menu";
  if (signals.conflict > 0) return { confidence, decision: unsure, why: "问的险种和答案不一致" };
  // A number, or a word of no meaning here, is no question, however many entries hold it.
  if (query.concepts.size === 0 && !/\p{Script=Han}{2}/u.test(query.text))
    return { confidence, decision: unsure, why: "不像一句话" };
  // A topic without a question: every entry of it would be right, so none is.
  if (
    signals.exact === 0 &&
    query.text.length <= 8 &&
    query.concepts.size > 0 &&
    [...query.concepts.keys()].every(isTopic)
  )
    return { confidence, decision: unsure, why: "只说了一个主题" };
  // What holds here may not hold there.
  if (signals.elsewhere > 0) return { confidence, decision: unsure, why: "问的是别的地方" };
  if (confidence >= ANSWER) return { confidence, decision: "answer", why: "把握足够" };
  if (confidence >= MENU) return { confidence, decision: "menu", why: "把握不够" };
  return { confidence, decision: "handoff", why: "像是我们不懂的问题" };
}

/** Scores that compare across questions: the first has the probability of being right, the others their share of it. */
export function rated<E>(found: readonly Found<E>[], { confidence }: Judged): { entry: E; score: number }[] {
  const first = found[0]?.score ?? 1;
  return found.map(({ entry, score }) => ({ entry, score: confidence * Math.min(1, Math.max(0, score / first)) }));
}
