import type { CaseParts } from "../cases/index.ts";
import type { Db } from "../db.ts";
import type { Clock } from "../ports/clock.ts";
import type { Files } from "../ports/files.ts";
import type { Volatile } from "../ports/volatile.ts";

/** What the staff's door needs of the house. */
export interface ConsoleParts extends CaseParts {
  db: Db;
  clock: Clock;
  volatile: Volatile;
  files: Files;
}
