import type { Entry } from "../entry.ts";
import { card } from "./card.ts";
import { employer } from "./employer.ts";
import { flexible } from "./flexible.ts";
import { medical } from "./medical.ts";
import { pension } from "./pension.ts";
import { unemployment } from "./unemployment.ts";

/** What the office says, in its own words, from statutes and official answers. One file per topic. */
export const entries: readonly Entry[] = [...flexible, ...medical, ...unemployment, ...card, ...pension, ...employer];
