import type { Found, Query } from "./search.ts";

/** How sure we are that the first is what was meant: a small logistic model over signals that compare across questions. */
export interface Judged {
  confidence: number;
  decision: "answer" | "menu" | "handoff";
  why: string;
}

/** Above: answer. A wrong confident answer is the worst of all outcomes, so this is high. */
const ANSWER = 0.8;
/** Below: say that we cannot. */
const MENU = 0.3;

/** Weights set by hand on the meaning of the signals; to be refitted when the knowledge base grows. */
const W = {
  bias: -4.3,
  score: 1.5,
  coverage: 2.6,
  concepts: 2.2,
  conflict: -2.5,
  margin: 2.2,
  known: 1.2,
  unnamed: -1.4,
} as const;

export function judge(query: Query, found: readonly Found<unknown>[]): Judged {
  const [first, second] = found;
  if (!first) return { confidence: 0, decision: "handoff", why: "没有相近的问题" };
  const { coverage, concepts, conflict } = first.signals;
  const margin = Math.min(1, (first.score - (second?.score ?? 0)) / Math.max(0.1, first.score));
  const named = query.concepts.some((one) => one.kind !== "aspect" && one.kind !== "outside");
  const sum =
    W.bias +
    W.score * Math.min(2.5, first.score) +
    W.coverage * coverage +
    W.concepts * concepts +
    (conflict ? W.conflict : 0) +
    W.margin * margin +
    W.known * query.known +
    (named ? 0 : W.unnamed);
  const confidence = 1 / (1 + Math.exp(-sum));
  const moves = query.concepts.some((one) => one.name === "transfer" || one.name === "moving");
  // Another city is a stranger's question, unless somebody moves.
  const outside = query.concepts.filter((one) => one.kind === "outside" && !(one.name === "otherCity" && moves));
  if (outside.length > 0 && coverage < 0.9) {
    return {
      confidence: Math.min(confidence, MENU - 0.01),
      decision: "handoff",
      why: `提到了相邻业务：${outside.map((one) => one.name).join(" ")}`,
    };
  }
  if (conflict) return { confidence, decision: confidence < MENU ? "handoff" : "menu", why: "问的险种和答案不一致" };
  if (confidence >= ANSWER) return { confidence, decision: "answer", why: "把握足够" };
  if (confidence >= MENU) return { confidence, decision: "menu", why: "把握不够" };
  return { confidence, decision: "handoff", why: "像是我们不懂的问题" };
}
