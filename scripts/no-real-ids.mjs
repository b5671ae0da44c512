// No real people in the repository: any well-formed ID number (form, date, check digit) outside region 99 is refused, and any
// mobile number outside the invented range 13800138000-13800138999.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

// Textbook vectors of the standard itself, quoted in its tests only.
const allowed = new Set(["shared/src/values/vectors.test.ts"]);
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigit = (id) =>
  "10X98765432"[Array.from(id.slice(0, 17)).reduce((sum, digit, at) => sum + Number(digit) * weights[at], 0) % 11];
const isDay = (text) => {
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6, 8)].map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1880 && year <= 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { encoding: "utf8" })
  .split("\n")
  .filter(
    (file) => file && !allowed.has(file) && !/\.(png|jpg|ttf|ico|pdf)$/.test(file) && file !== "package-lock.json",
  );
const faults = [];
for (const file of files) {
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    continue;
  }
  for (const [found] of text.matchAll(/(?<![0-9A-Za-z])[1-9]\d{16}[0-9Xx](?![0-9A-Za-z])/g))
    if (!found.startsWith("99") && isDay(found.slice(6, 14)) && checkDigit(found) === found[17].toUpperCase())
      faults.push(
        `${file}: ${found.slice(0, 6)}… is a well-formed ID number of a real region; invent one with region 99`,
      );
  for (const [found] of text.matchAll(/(?<![0-9A-Za-z.])1[3-9]\d{9}(?![0-9A-Za-z])/g))
    if (!found.startsWith("13800138"))
      faults.push(`${file}: ${found.slice(0, 3)}… looks like a real mobile number; use 13800138000-13800138999`);
}
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log(`no real IDs: ${files.length} files looked at`);
