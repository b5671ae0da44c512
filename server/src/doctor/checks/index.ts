import type { Check } from "../check.ts";
import { accounts } from "./accounts.ts";
import { addresses } from "./addresses.ts";
import { callback, reach } from "./callback.ts";
import { certificate } from "./certificate.ts";
import { clock } from "./clock.ts";
import { dataFolder } from "./data-folder.ts";
import { connections, database, migrations } from "./database.ts";
import { menu } from "./menu.ts";
import { inbox, outbox } from "./queues.ts";
import { redis } from "./redis.ts";
import { node, settings } from "./settings.ts";
import { miniProgramTemplates, templates } from "./templates.ts";
import { miniToken, token } from "./token.ts";

/** In the order in which they are printed: whatever a check needs stands before it. */
export const checks: readonly Check[] = [
  node,
  settings,
  dataFolder,
  database,
  migrations,
  connections,
  accounts,
  redis,
  clock,
  token,
  miniToken,
  addresses,
  certificate,
  callback,
  reach,
  menu,
  templates,
  miniProgramTemplates,
  outbox,
  inbox,
];
