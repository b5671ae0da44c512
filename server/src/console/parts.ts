import type { Logger } from "pino";
import type { BroadcastParts } from "../broadcasts/index.ts";
import type { CaseParts } from "../cases/index.ts";
import type { Db } from "../db.ts";
import type { Roster } from "../desk/index.ts";
import type { Knowledge } from "../knowledge/index.ts";
import type { Clock } from "../ports/clock.ts";
import type { Files } from "../ports/files.ts";
import type { Safe } from "../ports/safe.ts";
import type { Volatile } from "../ports/volatile.ts";
import type { Bell } from "../http/bell.ts";
import type { Signs } from "./signs.ts";

/** What the staff's door needs of the house. */
export interface ConsoleParts extends CaseParts {
  db: Db;
  clock: Clock;
  log: Pick<Logger, "error">;
  volatile: Volatile;
  files: Files;
  safe: Safe;
  broadcasts: BroadcastParts;
  /** Rings after every commit that the desk announced, in whichever process. */
  deskBell: Bell;
  /** Rings for `<staff id>/<window>` after a draft was saved there. */
  draftBell: Bell;
  signs: Signs;
  roster: Roster;
  knowledge: Knowledge;
  /** Event streams of this process. */
  streams: { open: number; readonly most: number };
}
