// Reads docs/DESK.md: what it says of our desk with a Y must be shown by tests that exist. A line of its second table names a row of the first, a
// file, and the sentence of a test in it; a row without a line, and a line without its row, file or test, fail `npm run check`.
import { existsSync, readFileSync } from "node:fs";
import { exit } from "node:process";

const DOCUMENT = "docs/DESK.md";

/** The lines of the table whose first head is this, as cells. */
function tableOf(text: string, head: string): string[][] {
  const lines = text.split("\n");
  const from = lines.findIndex((line) => line.startsWith(`| ${head} `));
  if (from < 0) return [];
  const rest = lines.slice(from + 2);
  const end = rest.findIndex((line) => !line.startsWith("|"));
  return rest.slice(0, end < 0 ? undefined : end).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
const plain = (cell = ""): string => cell.replaceAll("`", "");

/** What is wrong with the document, as sentences. */
export function faultsOf(text: string, read: (file: string) => string | undefined): string[] {
  const ours = tableOf(text, "Feature").map((cells) => ({ row: cells[0] ?? "", here: cells.at(-1) ?? "" }));
  const shown = tableOf(text, "Row").map(([row = "", file, test]) => ({ row, file: plain(file), test: plain(test) }));
  const faults: string[] = [];
  if (ours.length === 0) faults.push("there is no table that begins with “Feature”");
  for (const { row, here } of ours) {
    if (!/^[YPN]\b/.test(here)) faults.push(`“${row}”: our column begins with Y, P or N`);
    if (here.startsWith("Y") && !shown.some((one) => one.row === row))
      faults.push(`“${row}”: no test is named for our Y`);
  }
  for (const { row, file, test } of shown) {
    const is = ours.find((one) => one.row === row);
    if (!is) faults.push(`“${row}” is no row of the first table`);
    else if (is.here.startsWith("N")) faults.push(`“${row}”: a test is named for what we do not have`);
    const source = read(file);
    if (source === undefined) faults.push(`“${row}”: there is no ${file}`);
    else if (test === "" || !source.includes(`"${test}"`)) faults.push(`“${row}”: ${file} has no test “${test}”`);
  }
  return faults;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const faults = faultsOf(readFileSync(DOCUMENT, "utf8"), (file) =>
    /\.(test|e2e)\.tsx?$/.test(file) && existsSync(file) ? readFileSync(file, "utf8") : undefined,
  );
  for (const fault of faults) console.log(`${DOCUMENT}: ${fault}`);
  exit(faults.length > 0 ? 1 : 0);
}
