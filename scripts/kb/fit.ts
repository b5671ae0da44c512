// npm run kb -- fit [--also FOLDER] [--cross]
// Fits the weights of ranking and of trust, and writes them into server/src/knowledge/retrieval/weights.ts. Learnt from our own entries: every
// similar question is asked as if nobody had written it down, in a bare knowledge base and in a full one; entries are left out so that
// their questions have no right answer; `beyond-us.ts` holds what is not ours at all. FOLDER may hold a knowledge base and questions from
// elsewhere (kb.jsonl, queries-dev.jsonl), so that the weights do not learn the manner of one author. With --cross nothing is written: it
// prints how weights do on questions that they were not learnt from.
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { balanced, foreignCases, ownCases } from "./fit/cases.ts";
import { crossFit } from "./fit/cross.ts";
import { fitRanking, fitTrust } from "./fit/learn.ts";

const TARGET = new URL("../../server/src/knowledge/retrieval/weights.ts", import.meta.url);

function writeWeights(ranking: Readonly<Record<string, number>>, trust: Readonly<Record<string, number>>): void {
  const print = (weights: Readonly<Record<string, number>>) =>
    Object.entries(weights)
      .map(([name, weight]) => `  ${name}: ${Number(weight.toFixed(3))},`)
      .join("\n");
  writeFileSync(
    TARGET,
    `/** Written by \`npm run kb -- fit\`: do not edit. What the names mean stands in search.ts and confidence.ts. */
import type { TrustName } from "./confidence.ts";
import type { SignalName } from "./search.ts";

export const rankWeights: Readonly<Record<SignalName, number>> = {
${print(ranking)}
};

export const trustWeights: Readonly<Record<TrustName, number>> = {
${print(trust)}
};
`,
  );
}

const { values } = parseArgs({
  allowPositionals: true,
  options: { also: { type: "string" }, cross: { type: "boolean" } },
});
const also = values.also;
if (also !== undefined && !existsSync(path.join(also, "kb.jsonl"))) throw new Error(`${also} holds no kb.jsonl`);
const [own, others] = [ownCases(), also === undefined ? [] : foreignCases(also)];
if (values.cross === true) crossFit(own, others);
else {
  const cases = balanced(own, others);
  const ranking = fitRanking(cases);
  writeWeights(ranking, fitTrust(cases, ranking));
  console.log(`weights fitted on ${cases.length} questions`);
}
