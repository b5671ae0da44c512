/** Do weights hold where they were not learnt? Each set is judged by weights that never saw its questions. */
import { judge, rated, type Judged } from "../../../server/src/knowledge/retrieval/index.ts";
import { measure, type Question } from "../../bench/answers/measures.ts";
import { balanced, type Case } from "./cases.ts";
import { fitRanking, fitTrust, ranked } from "./learn.ts";

type Weights = Readonly<Record<string, number>>;
const FOLDS = 5;

/** The same words are in the same fold, whichever knowledge base they are asked of. */
function foldOf(text: string): number {
  let hash = 7;
  for (const char of text) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 1_000_003;
  return hash % FOLDS;
}

function decide(one: Case, ranking: Weights, trust: Weights): { results: { id: string; score: number }[] } & Judged {
  const { query, found: all } = ranked(one, ranking);
  const found = all.slice(0, 10);
  const judged = judge(query, found, trust as Parameters<typeof judge>[2]);
  return { ...judged, results: rated(found, judged).map(({ entry, score }) => ({ id: entry.id, score })) };
}

const percent = (value: number) => (Number.isNaN(value) ? "–" : (value * 100).toFixed(1));
function report(name: string, tested: readonly { one: Case; ranking: Weights; trust: Weights }[]): void {
  const byQuestion = new Map<Question, ReturnType<typeof decide>>();
  const asked = tested.map(({ one, ranking, trust }) => {
    const question: Question = { query: one.text, right: [...one.right], kind: one.set };
    byQuestion.set(question, decide(one, ranking, trust));
    return question;
  });
  // `measure` asks by words; words may be asked of several sets, so they are numbered here.
  const numbered = new Map(asked.map((question, at) => [`${at}`, byQuestion.get(question)]));
  const m = measure(
    { ask: (query) => numbered.get(query) ?? { results: [] } },
    asked.map((question, at) => ({ ...question, query: `${at}` })),
  );
  const own = m.own;
  console.log(
    [
      name.padEnd(52),
      `R@1 ${m.first.toFixed(3)} R@3 ${m.firstThree.toFixed(3)} AUROC ${m.told.toFixed(3)}`,
      own &&
        `right ${percent(own.right)} wrong ${percent(own.wrong)} beyond ${percent(own.beyond)} precision ${percent(own.precision)} right-or-offered ${percent(own.rightOrOffered)}`,
    ].join("  "),
  );
}

export function crossFit(own: readonly Case[], others: readonly Case[]): void {
  const bare = own.filter((one) => one.set === "bare");
  const learn = (cases: readonly Case[]) => {
    const ranking = fitRanking(cases);
    return { ranking, trust: fitTrust(cases, ranking) };
  };
  const all = learn(balanced(own, others));
  report(
    "learnt on all, our bare entries",
    bare.map((one) => ({ one, ...all })),
  );
  if (others.length > 0) {
    report(
      "learnt on all, others",
      others.map((one) => ({ one, ...all })),
    );
    const fromOwn = learn(own);
    report(
      "learnt on ours alone, others",
      others.map((one) => ({ one, ...fromOwn })),
    );
    const fromOthers = learn(others);
    report(
      "learnt on others alone, our bare entries",
      bare.map((one) => ({ one, ...fromOthers })),
    );
  }
  const folds = Array.from({ length: FOLDS }, (_, fold) => {
    const without = (cases: readonly Case[]) => cases.filter((one) => foldOf(one.text) !== fold);
    return learn(balanced(without(own), without(others)));
  });
  const folded = (cases: readonly Case[]) =>
    cases.flatMap((one) => {
      const weights = folds[foldOf(one.text)];
      return weights ? [{ one, ...weights }] : [];
    });
  report("five folds, our bare entries", folded(bare));
  if (others.length > 0) report("five folds, others", folded(others));
}
