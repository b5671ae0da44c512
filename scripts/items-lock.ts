// `npm run items:lock` writes shared/src/items/items.lock.json; without --write it tells what differs and fails.
import { readFile, writeFile } from "node:fs/promises";
import { items, lockFaults, lockOf, type Lock } from "@wsi/shared/items";

const file = new URL("../shared/src/items/items.lock.json", import.meta.url);
const kept = JSON.parse(await readFile(file, "utf8").catch(() => "{}")) as Lock;
const catalogue = Object.values(items);

if (process.argv.includes("--write")) {
  // Old versions stay: cases opened under them are still judged by them.
  const next = Object.fromEntries(
    Object.entries({ ...kept, ...lockOf(catalogue) }).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
  await writeFile(file, `${JSON.stringify(next, null, 2)}\n`);
  console.log(`items.lock.json: ${Object.keys(next).length} versions`);
} else {
  const faults = lockFaults(catalogue, kept);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exit(1);
  console.log(`item lock: ${catalogue.length} items unchanged under their versions`);
}
