// npm run kb -- ask --kb FILE.jsonl --batch QUERIES.jsonl --out OUT.jsonl
// Any knowledge base against any questions, in one process and without the product's database: to measure what answering is worth.
// A file with bad rows answers nothing: every bad row is named, OUT is not touched, and the exit code is 1.
import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { createSearch, judge, rated } from "../../server/src/knowledge/index.ts";
import { readAsked, readBase, type Asked, type Base } from "./ask-files.ts";

const USAGE = "usage: npm run kb -- ask --kb FILE.jsonl --batch QUERIES.jsonl --out OUT.jsonl";
const SHOWN = 50;

async function answer({ entries, ids }: Base, asked: readonly Asked[], out: string): Promise<void> {
  const search = createSearch(entries);
  const file = createWriteStream(out, "utf8");
  await once(file, "open");
  for (const { id, query: text } of asked) {
    const started = performance.now();
    const query = search.read(text);
    const found = search.find(query, 10);
    const judged = judge(query, found);
    const ms = Math.round((performance.now() - started) * 1000) / 1000;
    const results = rated(found, judged).map(({ entry, score }) => ({
      id: ids.get(entry.id) ?? entry.id,
      score: Number(score.toFixed(4)),
    }));
    if (!file.write(`${JSON.stringify({ id, results, decision: judged.decision, ms })}\n`)) await once(file, "drain");
  }
  file.end();
  await once(file, "finish");
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { kb: { type: "string" }, batch: { type: "string" }, out: { type: "string" } },
});
if (positionals[0] !== "ask" || !values.kb || !values.batch || !values.out) {
  console.error(USAGE);
  process.exit(2);
}

/** A file that is not there, or a folder that cannot be written to, in one line and not as a stack. */
function explain(error: unknown): void {
  const { code = "", path: at = "" } = error as NodeJS.ErrnoException;
  if (!/^E[A-Z]+$/.test(code)) throw error;
  console.error(`打不开文件 ${at}（${code}）：请检查路径`);
  process.exitCode = 1;
}

try {
  const [base, batch] = [await readBase(values.kb), await readAsked(values.batch)];
  const problems = [...base.problems, ...batch.problems];
  for (const note of base.notes) console.error(note);
  if (problems.length > 0) {
    for (const problem of problems.slice(0, SHOWN)) console.error(problem);
    if (problems.length > SHOWN) console.error(`还有 ${problems.length - SHOWN} 处没有列出`);
    console.error(`共 ${problems.length} 处要改，一个问题也没有回答。改好再来一次。`);
    process.exitCode = 1;
  } else {
    await answer(base, batch.asked, values.out);
    console.log(`${batch.asked.length} questions answered into ${values.out}`);
  }
} catch (error) {
  explain(error);
}
