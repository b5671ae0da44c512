// npm run kb -- ask | import | export | fit: the knowledge base from the command line. Each command says for itself what it takes.
import process from "node:process";

const commands: Readonly<Record<string, () => Promise<unknown>>> = {
  ask: () => import("./kb/ask.ts"),
  import: () => import("./kb/import.ts"),
  export: () => import("./kb/export.ts"),
  fit: () => import("./kb/fit.ts"),
};

const USAGE = `usage: npm run kb -- ask --kb FILE.jsonl --batch QUERIES.jsonl --out OUT.jsonl
       npm run kb -- import FILE.jsonl|FILE.xlsx [--preview]
       npm run kb -- export FILE.jsonl|FILE.xlsx [--which published|newest|none]
       npm run kb -- fit [--also FOLDER]`;

const command = commands[process.argv[2] ?? ""];
if (!command) {
  console.error(USAGE);
  process.exit(2);
}
await command();
