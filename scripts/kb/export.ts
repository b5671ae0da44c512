// npm run kb -- export FILE.jsonl|FILE.xlsx [--which published|newest|none]
// Writes the product's knowledge base to a file that `import` takes back unchanged; none: the empty sheet to fill in.
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { beijingDay } from "@wsi/shared/case";
import { inTransaction } from "../../server/src/db.ts";
import { exportFile } from "../../server/src/knowledge/editorial/index.ts";
import { withProduct } from "./product.ts";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { which: { type: "string" } } });
const file = positionals[1];
const format = file?.endsWith(".xlsx") ? "xlsx" : file?.endsWith(".jsonl") ? "jsonl" : undefined;
const which = values.which ?? "published";
if (file === undefined || format === undefined || (which !== "published" && which !== "newest" && which !== "none")) {
  console.error("usage: npm run kb -- export FILE.jsonl|FILE.xlsx [--which published|newest|none]");
  process.exit(2);
}
const { bytes } = await withProduct((db) =>
  inTransaction(db, (tx) => exportFile(tx, format, which, beijingDay(new Date()))),
);
await writeFile(file, bytes);
console.log(`${file}: ${bytes.length} bytes`);
