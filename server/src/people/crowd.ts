import { addDays } from "@wsi/shared/values";
import { inventIdNumber } from "./identity.ts";
import type { Life } from "./life.ts";

/** mulberry32: small, seeded, the same everywhere. Answers whole numbers below `below`. */
function dice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const surnames = "赵钱孙李周吴郑王冯陈";
const given = "江湖汉楚樱荷晴岚桥舟";
const districts = ["420102", "420103", "420104", "420105", "420106", "420107", "420111"];

/**
 * `n` invented people for tests of scale, one at a time, the same for the same seed: half employed, a third flexible, the rest with a
 * break in between. Their ID regions are 991000-999999, where no persona lives. At most four million.
 */
export function* crowd(n: number, seed: number, months = 24): Generator<Life> {
  if (n > 4_000_000) throw new RangeError("a crowd has at most four million people");
  const roll = dice(seed);
  const letter = (of: string) => of.charAt(roll(of.length));
  for (let at = 0; at < n; at++) {
    const sex = roll(2) === 0 ? "female" : "male";
    const birthDate = addDays("1972-01-01", roll(11_000));
    const kind = roll(6);
    const from = months - 1;
    const wage = (3_500 + roll(12_000)) * 100;
    const half = Math.floor(months / 2);
    yield {
      name: letter(surnames) + letter(given) + letter(given),
      idNumber: inventIdNumber(birthDate, sex, Math.floor(at / 9_000), String(991_000 + (at % 9_000))),
      sex,
      birthDate,
      mobile: `13800138${String(roll(1_000)).padStart(3, "0")}`,
      region: districts[roll(districts.length)] ?? "420102",
      ...(kind < 3 ? { jobs: [{ employer: "machinery" as const, wage, from }] } : {}),
      ...(kind === 3 || kind === 4 ? { flexible: [{ tier: 60, schemes: ["pension", "medical"] as const, from }] } : {}),
      ...(kind === 5 && months > 3
        ? {
            jobs: [{ employer: "teahouse" as const, wage, from, to: half }],
            flexible: [{ tier: 100, schemes: ["pension"] as const, from: half - 2 }],
          }
        : {}),
    };
  }
}
