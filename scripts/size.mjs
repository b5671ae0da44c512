// A file that has outgrown its noun is split, not excused: 400 lines is an error (items 300, tests 600).
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "--", "*.ts", "*.tsx", "*.mjs", "*.cjs"], {
  encoding: "utf8",
})
  .split("\n")
  .filter(Boolean);
const limitOf = (file) => (/\.test\.tsx?$/.test(file) ? 600 : file.startsWith("shared/src/items/") ? 300 : 400);
const over = files.flatMap((file) => {
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return [];
  }
  const lines = text.split("\n").length;
  return lines > limitOf(file)
    ? [`${file}: ${lines} lines, ${limitOf(file)} allowed: find the noun that is hiding in it`]
    : [];
});
const banned = files.filter((file) =>
  /(^|\/)(utils?|helpers?|common|types|dto)(\/|\.tsx?$)|(Manager|Helper|Util|Impl)\.tsx?$/.test(file),
);
for (const line of over) console.error(line);
for (const file of banned) console.error(`${file}: a function without a home is a sign of a missing noun`);
if (over.length + banned.length > 0) process.exit(1);
console.log(`sizes: ${files.length} files within their limits`);
