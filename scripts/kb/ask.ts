// npm run kb -- ask --kb FILE.jsonl --batch QUERIES.jsonl --out OUT.jsonl
// Any knowledge base against any questions, in one process and without the product's database: to measure what answering is worth.
import { createReadStream, createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { createSearch, judge, rated, type Searchable } from "../../server/src/knowledge/index.ts";

const USAGE = "usage: npm run kb -- ask --kb FILE.jsonl --batch QUERIES.jsonl --out OUT.jsonl";

type Row = Record<string, unknown>;
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];

async function* rowsOf(file: string): AsyncGenerator<Row> {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Infinity })) {
    number++;
    if (line.trim() === "") continue;
    try {
      const row: unknown = JSON.parse(line);
      if (typeof row !== "object" || row === null) throw new Error("not an object");
      yield row as Row;
    } catch (error) {
      throw new Error(`${file}, line ${number}: ${error instanceof Error ? error.message : "not JSON"}`, {
        cause: error,
      });
    }
  }
}

async function readKnowledge(file: string): Promise<Searchable[]> {
  const entries: Searchable[] = [];
  for await (const row of rowsOf(file)) {
    const { id, question, answer, topic } = row;
    if (typeof id !== "string" || typeof question !== "string")
      throw new Error(`${file}: an entry needs id and question`);
    entries.push({
      id,
      question,
      answer: typeof answer === "string" ? answer : "",
      similar: texts(row["similar"]),
      keywords: texts(row["keywords"]),
      ...(typeof topic === "string" ? { topic } : {}),
    });
  }
  return entries;
}

async function ask(kb: string, batch: string, out: string): Promise<number> {
  const search = createSearch(await readKnowledge(kb));
  const file = createWriteStream(out, "utf8");
  let asked = 0;
  for await (const { id, query: text } of rowsOf(batch)) {
    if (typeof text !== "string") throw new Error(`${batch}: a question needs query`);
    const started = performance.now();
    const query = search.read(text);
    const found = search.find(query, 10);
    const judged = judge(query, found);
    const ms = Math.round((performance.now() - started) * 1000) / 1000;
    const results = rated(found, judged).map(({ entry, score }) => ({ id: entry.id, score: Number(score.toFixed(4)) }));
    if (!file.write(`${JSON.stringify({ id, results, decision: judged.decision, ms })}\n`)) await once(file, "drain");
    asked++;
  }
  file.end();
  await once(file, "finish");
  return asked;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { kb: { type: "string" }, batch: { type: "string" }, out: { type: "string" } },
});
if (positionals[0] !== "ask" || !values.kb || !values.batch || !values.out) {
  console.error(USAGE);
  process.exit(2);
}
console.log(`${await ask(values.kb, values.batch, values.out)} questions answered into ${values.out}`);
