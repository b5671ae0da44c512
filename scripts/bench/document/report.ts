import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FILE = fileURLToPath(new URL("../../../docs/BENCHMARKS.md", import.meta.url));
const TITLE =
  "# Benchmarks\n\nMeasured by `npm run bench`; each section is written by its own benchmark and replaced when that runs again.\n";

/** Replaces the section of one benchmark in docs/BENCHMARKS.md, or adds it; leaves every other section as it is. */
export function writeSection(name: string, title: string, text: string): void {
  const present = existsSync(FILE) ? readFileSync(FILE, "utf8") : TITLE;
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const section = `${begin}\n## ${title}\n\n\`npm run bench -- ${name}\`\n\n${text}\n${end}\n`;
  const from = present.indexOf(begin);
  const to = present.indexOf(end);
  const whole =
    from < 0 || to < 0
      ? `${present.trimEnd()}\n\n${section}`
      : present.slice(0, from) + section + present.slice(to + end.length + 1);
  writeFileSync(FILE, whole);
}
