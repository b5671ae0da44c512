import type { ItemDefinition } from "../item/index.ts";

/** One line of text that changes when the definition does: what the lock file keeps per version. */
export function canonical(item: ItemDefinition): string {
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : value !== null && typeof value === "object"
        ? Object.fromEntries(
            Object.entries(value)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([key, inner]) => [key, sorted(inner)]),
          )
        : value;
  return JSON.stringify(sorted(item));
}

/**
 * FNV-1a over UTF-16 units, 64 bits as hex. It only tells an accidental change; nothing is trusted to it, so it may be
 * small enough to run anywhere `shared` runs.
 */
export function digest(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at++) {
    hash ^= BigInt(text.charCodeAt(at));
    hash = (hash * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return hash.toString(16).padStart(16, "0");
}

export type Lock = Readonly<Record<string, string>>;
export const lockName = (item: ItemDefinition): string => `${item.code}@${item.version}`;
export const lockOf = (items: readonly ItemDefinition[]): Record<string, string> =>
  Object.fromEntries(items.map((item): [string, string] => [lockName(item), digest(canonical(item))]));

/** What differs from the lock, as sentences that say what to do. Empty when all is well. */
export function lockFaults(items: readonly ItemDefinition[], lock: Lock): string[] {
  return Object.entries(lockOf(items)).flatMap(([name, now]) => {
    const before = lock[name];
    if (before === now) return [];
    return before === undefined
      ? [`${name} is not in the lock: run \`npm run items:lock\``]
      : [
          `${name} changed under an unchanged version: raise the version, or run \`npm run items:lock\` if no case could notice`,
        ];
  });
}
