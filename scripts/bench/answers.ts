/**
 * How well typed questions are answered, beside MiniSearch and plain BM25 in the same run; then what it costs as the knowledge base grows.
 * Two sets: our own entries, stripped of their similar questions, which are then asked; and, where a folder with kb.jsonl and
 * queries-dev.jsonl is given (ANSWERS_DIR, or ../shared/answers beside the checkout), that development set.
 * `npm run bench -- answers`
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Searchable } from "../../server/src/knowledge/entry.ts";
import { entries } from "../../server/src/knowledge/index.ts";
import { beyondUs } from "../kb/beyond-us.ts";
import { measure, type Measured, type Question } from "./answers/measures.ts";
import { engines } from "./answers/peers.ts";
import { writeSection } from "./document/report.ts";

const GROWTH = fileURLToPath(new URL("./answers/growth.ts", import.meta.url));
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SIZES = [1_000, 10_000, 100_000];
/** MiniSearch and BM25 hold objects per posting: a hundred thousand entries of theirs do not fit beside the tests. */
const PEER_SIZES = [1_000, 10_000];

interface Set {
  name: string;
  base: readonly Searchable[];
  questions: Question[];
}
const rows = (file: string): Record<string, unknown>[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line));

function ownSet(): Set {
  const base = entries.map(({ id, question, answer }) => ({ id, question, answer }));
  const asked = entries.flatMap((entry) =>
    entry.similar.map((query): Question => ({ query, right: [entry.id], kind: "own" })),
  );
  return { name: "our entries without their similar questions", base, questions: [...asked, ...beyond()] };
}
const beyond = () => beyondUs.map((query): Question => ({ query, right: [], kind: "beyond" }));

function developmentSet(folder: string): Set {
  const base = rows(path.join(folder, "kb.jsonl")) as unknown as Searchable[];
  const questions = rows(path.join(folder, "queries-dev.jsonl")).map((row): Question => {
    const also = Array.isArray(row["also"]) ? row["also"].map(String) : [];
    const right = row["kb_id"] === null ? [] : [String(row["kb_id"]), ...also];
    return { query: String(row["query"]), right, kind: String(row["kind"]) };
  });
  return { name: "development set", base, questions };
}

const percent = (value: number) => (Number.isNaN(value) ? "–" : `${(value * 100).toFixed(1)} %`);
const ratio = (value: number) => (Number.isNaN(value) ? "–" : value.toFixed(3));
const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

function describe({ name, base, questions }: Set): string[] {
  const beyondCount = questions.filter(({ right }) => right.length === 0).length;
  const out = [
    `**${name}**: ${base.length} entries, ${questions.length - beyondCount} questions, ${beyondCount} to hand off.`,
    "",
    line(["engine", "R@1", "R@3", "R@1 real users", "R@1 typing", "AUROC", "wrong at 90 %", "p50 / p99 ms"]),
    line(Array.from({ length: 8 }, () => "---")),
  ];
  let own: Measured["own"];
  for (const [engine, build] of Object.entries(engines)) {
    const m = measure(build(base), questions);
    own ??= m.own;
    const cells = [m.first, m.firstThree, m.firstReal, m.firstTyping, m.told].map(ratio);
    out.push(line([engine, ...cells, percent(m.wrongAtNinety), `${m.p50.toFixed(2)} / ${m.p99.toFixed(2)}`]));
  }
  if (own)
    out.push(
      "",
      `Our own decision: answered right ${percent(own.right)}, answered wrong ${percent(own.wrong)}, answered what a person should have ${percent(own.beyond)}, ` +
        `answers given that are right ${percent(own.precision)}, right or among the three offered ${percent(own.rightOrOffered)}.`,
    );
  return [...out, ""];
}

function growth(): string[] {
  const out = [
    line(["engine", "entries", "build ms", "memory MB", "p50 ms", "p99 ms"]),
    line(Array.from({ length: 6 }, () => "---")),
  ];
  for (const engine of Object.keys(engines))
    for (const size of engine === "ours" ? SIZES : PEER_SIZES) {
      const args = ["--expose-gc", "--import", "tsx", GROWTH, engine, String(size)];
      const told = JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as Record<string, number>;
      const figures = ["buildMs", "memoryMb", "p50", "p99"].map((key) =>
        (told[key] ?? Number.NaN).toFixed(key === "buildMs" ? 0 : 1),
      );
      out.push(line([engine, size.toLocaleString("en"), ...figures]));
    }
  return out;
}

const folder = process.env["ANSWERS_DIR"] ?? path.join(ROOT, "../shared/answers");
const given = existsSync(path.join(folder, "kb.jsonl"));
if (!given) console.log("no development set was found (ANSWERS_DIR): measuring on our own entries only");
const text = [...(given ? describe(developmentSet(folder)) : []), ...describe(ownSet()), ...growth()].join("\n");
console.log(text);
writeSection("answers", "Answers to typed questions", text);
