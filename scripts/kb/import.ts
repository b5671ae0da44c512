// npm run kb -- import FILE.jsonl|FILE.xlsx [--preview]
// Takes a file into the product's knowledge base as drafts, which people check and publish in the console. A bad row anywhere: nothing is
// imported, every bad row is named with its number, column and reason, and the exit code is 1.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { beijingDay } from "@wsi/shared/case";
import { inTransaction } from "../../server/src/db.ts";
import { importFile } from "../../server/src/knowledge/editorial/index.ts";
import { isRefusal } from "../../server/src/refusal.ts";
import { withProduct } from "./product.ts";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { preview: { type: "boolean" } } });
const file = positionals[1];
if (file === undefined || positionals.length > 2) {
  console.error("usage: npm run kb -- import FILE.jsonl|FILE.xlsx [--preview]");
  process.exit(2);
}

async function bytesOf(name: string): Promise<Buffer> {
  try {
    return await readFile(name);
  } catch {
    console.error(`读不到文件 ${name}：请检查路径`);
    process.exit(1);
  }
}

const bytes = await bytesOf(file);
const now = new Date();
const mode = values.preview === true ? "preview" : "keep";
const done = await withProduct((db) =>
  inTransaction(db, (tx) => importFile(tx, { name: path.basename(file), bytes }, mode, "import", beijingDay(now), now)),
);
if (isRefusal(done)) {
  console.error(done.body.message);
  process.exitCode = 1;
} else if (done.problems.length > 0) {
  for (const { row, column, reason } of done.problems) console.error(`第 ${row} 行，${column}：${reason}`);
  if (done.moreProblems > 0) console.error(`还有 ${done.moreProblems} 处没有列出`);
  console.error(`共 ${done.problems.length + done.moreProblems} 处要改，一条也没有导入。改好再来一次。`);
  process.exitCode = 1;
} else {
  const { added, changed, unchanged, notices } = done;
  for (const { row, column, reason } of notices)
    console.error(`注意，第 ${row} 行，${column}：${reason}，要处理后才能提交`);
  const what = `新增 ${added} 条，修改 ${changed} 条，没有变化 ${unchanged} 条`;
  console.log(done.imported ? `已导入为草稿：${what}。请在工作台提交，由另一位同事审核发布。` : `预览：${what}。`);
}
