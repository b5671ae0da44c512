import type { BindingParts } from "../citizens/index.ts";
import type { CaseParts } from "../cases/index.ts";
import type { Files } from "../ports/files.ts";
import type { Db } from "../db.ts";
import type { Roster } from "../desk/index.ts";
import type { Bell } from "../http/bell.ts";
import type { MiniProgramLogin } from "../ports/messages.ts";
import type { Volatile } from "../ports/volatile.ts";

/** What the citizen's door needs of the house. */
export interface ApiParts extends BindingParts, CaseParts {
  login: MiniProgramLogin;
  files: Files;
  db: Db;
  roster: Roster;
  /** Rings after every commit that the desk announced, in whichever process. */
  deskBell: Bell;
  /** What phones and browsers reach us by: printed as QR on papers that strangers check. */
  publicUrl: string;
  volatile: Volatile;
}
