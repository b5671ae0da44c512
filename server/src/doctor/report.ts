import type { State } from "./check.ts";
import { isWell, type Result } from "./examine.ts";

const words: Readonly<Record<State, string>> = { good: "好", mind: "注意", bad: "不行", skipped: "跳过" };
const order: readonly State[] = ["good", "mind", "bad", "skipped"];

/** Chinese characters take two columns of a terminal. */
const widthOf = (text: string): number => [...text].reduce((sum, one) => sum + (one > "\u00ff" ? 2 : 1), 0);
const padded = (text: string, columns: number): string => text + " ".repeat(Math.max(1, columns - widthOf(text)));

/** One line a check, and under it what to do. */
export function printReport(results: readonly Result[]): string {
  const nameColumns = Math.max(...results.map((one) => widthOf(one.name))) + 2;
  const lines = results.flatMap(({ state, name, seen, mend }) => [
    `${padded(words[state], 6)}${padded(name, nameColumns)}${seen}`,
    ...mend.map((step) => `${" ".repeat(6)}→ ${step}`),
  ]);
  const counts = order.map((state) => `${words[state]} ${results.filter((one) => one.state === state).length}`);
  return `${lines.join("\n")}\n\n共 ${results.length} 项：${counts.join("，")}\n`;
}

/** The same for machines. `ok`: the process ends with 0. */
export const printJson = (results: readonly Result[], at: Date): string =>
  `${JSON.stringify({ ok: isWell(results), at: at.toISOString(), checks: results }, undefined, 2)}\n`;

/** Shorter ones are no secrets, and would be found everywhere. */
const SHORTEST_SECRET = 6;

/** Whatever a library wrote into its error: what must not be read is taken out of the finished text. `env`: ours alone, as given. */
export function withoutSecrets(text: string, env: Readonly<Record<string, unknown>>): string {
  const secret = /SECRET|TOKEN|KEY|PASSWORD/;
  const values = Object.entries(env).flatMap(([name, value]) => {
    if (typeof value !== "string" || value === "") return [];
    if (secret.test(name)) return [value];
    const password = name.endsWith("_URL") && URL.canParse(value) ? new URL(value).password : "";
    return password === "" ? [] : [password, decodeURIComponent(password)];
  });
  return values
    .filter((value) => value.length >= SHORTEST_SECRET)
    .toSorted((a, b) => b.length - a.length)
    .reduce((clean, value) => clean.replaceAll(value, "[已隐去]"), text);
}
