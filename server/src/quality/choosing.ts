import { createHash } from "node:crypto";

/**
 * Which talks a seed chooses: pure, so that anybody can choose again and compare. Talks are ordered by SHA-256 of seed and id, which
 * nobody can steer who does not know the seed when the talk gets its id.
 */
interface Choosable {
  talk: string;
  agent: string;
}

/** Hex; the smaller goes first. */
const hashOf = (seed: string, talk: string): string => createHash("sha256").update(`${seed}:${talk}`).digest("hex");

/** At most so many of each agent's talks. The order of `pool` does not matter. */
export function choose(pool: readonly Choosable[], seed: string, perAgent: number): Set<string> {
  const chosen = new Set<string>();
  for (const { talks } of inOrder(pool, seed)) for (const { talk } of talks.slice(0, perAgent)) chosen.add(talk);
  return chosen;
}

/** Each agent's talks in the order of the seed. */
export function inOrder(
  pool: readonly Choosable[],
  seed: string,
): { agent: string; talks: { talk: string; hash: string }[] }[] {
  const hashed = pool
    .map((one) => ({ ...one, hash: hashOf(seed, one.talk) }))
    .toSorted((a, b) => (a.hash < b.hash ? -1 : 1));
  return [...new Set(pool.map((one) => one.agent))].map((agent) => ({
    agent,
    talks: hashed.filter((one) => one.agent === agent).map(({ talk, hash }) => ({ talk, hash })),
  }));
}

/** Whether a chosen talk is scored by two: so many of a hundred, by a second number from the same seed. */
export const isTwice = (seed: string, talk: string, percent: number): boolean =>
  Number.parseInt(hashOf(`${seed}:twice`, talk).slice(0, 8), 16) % 100 < percent;
