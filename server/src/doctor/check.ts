import type { Env } from "../env.ts";
import type { World } from "./world.ts";

/** good 好 · mind 注意, it works but look at it · bad 不行, an operator must act · skipped 跳过, there was nothing to look at. */
export type State = "good" | "mind" | "bad" | "skipped";

export interface Finding {
  state: State;
  /** What was seen, in one line. Never a secret, never anything of a person. */
  seen: string;
  /** What to do, a step each: which variable, which page of WeChat's, which command. */
  mend: readonly string[];
}
export const good = (seen: string): Finding => ({ state: "good", seen, mend: [] });
export const mind = (seen: string, ...mend: string[]): Finding => ({ state: "mind", seen, mend });
export const bad = (seen: string, ...mend: string[]): Finding => ({ state: "bad", seen, mend });
export const skipped = (seen: string): Finding => ({ state: "skipped", seen, mend: [] });

export interface Check {
  id: string;
  /** As it is printed. */
  name: string;
  /** Ids of checks that this one stands on: when one of them is bad, this one could only say the same. */
  needs: readonly string[];
  /** Variables that it stands on: when one of them is wrong, that is mended first. */
  settings: readonly (keyof Env)[];
  /** What it means that no answer came in time. */
  late: Finding;
  /** Reads only. What it throws is explained by `trouble`. */
  run(world: World): Promise<Finding>;
  trouble?(error: unknown): Finding | undefined;
}
