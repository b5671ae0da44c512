import type { Check, Finding, State } from "./check.ts";
import { bad, skipped } from "./check.ts";
import type { World } from "./world.ts";

export interface Result extends Finding {
  id: string;
  name: string;
  /** Whole milliseconds. */
  ms: number;
}

/** No check may take longer; those that stand on each other take theirs one after another. */
export const LIMIT_MS = 5_000;

interface Done {
  result: Result;
  /** What is to be mended before this check, or whatever stands on it, says anything. */
  blocked: string | undefined;
}

/** Runs all checks side by side, each after those it needs. None throws and none keeps another from its answer. */
export async function examine(checks: readonly Check[], world: World, limitMs = LIMIT_MS): Promise<Result[]> {
  const running = new Map<string, Promise<Done>>();
  for (const check of checks) {
    const needs = check.needs.map((id) => {
      const need = running.get(id);
      if (!need) throw new Error(`${check.id} needs ${id}, which does not stand before it`);
      return need;
    });
    running.set(check.id, one(check, needs, world, limitMs));
  }
  return (await Promise.all(running.values())).map((done) => done.result);
}

async function one(check: Check, needs: readonly Promise<Done>[], world: World, limitMs: number): Promise<Done> {
  const { id, name } = check;
  const wrong = check.settings.filter((setting) => world.faults.some((fault) => fault.name === setting));
  const before = wrong.length > 0 ? wrong.join("、") : (await Promise.all(needs)).find((need) => need.blocked)?.blocked;
  if (before !== undefined) return { result: { id, name, ...skipped(`先解决「${before}」`), ms: 0 }, blocked: before };
  const began = performance.now();
  const finding = await inTime(check, world, limitMs);
  const ms = Math.round(performance.now() - began);
  return { result: { id, name, ...finding, ms }, blocked: finding.state === "bad" ? name : undefined };
}

async function inTime(check: Check, world: World, limitMs: number): Promise<Finding> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding>((resolve) => {
    timer = setTimeout(() => resolve(check.late), limitMs);
  });
  const found = Promise.resolve()
    .then(() => check.run(world))
    .catch((error: unknown) => check.trouble?.(error) ?? unexpected(error));
  return Promise.race([found, late]).finally(() => clearTimeout(timer));
}

const unexpected = (error: unknown): Finding =>
  bad(
    `检查时出错：${error instanceof Error ? error.message.split("\n")[0] : "未知"}`,
    "如果其他项都正常，请把这一行和程序版本告诉开发人员",
  );

/** Whether an operator may go on: nothing is bad. */
export const isWell = (results: readonly { state: State }[]): boolean => results.every((one) => one.state !== "bad");
