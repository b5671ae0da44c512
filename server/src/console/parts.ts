import type { Logger } from "pino";
import type { BroadcastParts } from "../broadcasts/index.ts";
import type { CaseParts } from "../cases/index.ts";
import type { Db } from "../db.ts";
import type { Clock } from "../ports/clock.ts";
import type { Files } from "../ports/files.ts";
import type { Volatile } from "../ports/volatile.ts";
import type { Bell } from "./bell.ts";

/** What the staff's door needs of the house. */
export interface ConsoleParts extends CaseParts {
  db: Db;
  clock: Clock;
  log: Pick<Logger, "error">;
  volatile: Volatile;
  files: Files;
  broadcasts: BroadcastParts;
  /** Rings after every commit that the desk announced, in whichever process. */
  deskBell: Bell;
  /** Event streams of this process. */
  streams: { open: number; readonly most: number };
}
