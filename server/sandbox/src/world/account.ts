import type { AccountSettings } from "../settings.ts";

/** The service account, with what the console's check of its callback address last said. */
export interface Account {
  settings: Readonly<AccountSettings>;
  verified: "not tried" | "yes" | "no";
  change(settings: AccountSettings): void;
  toJSON(): SavedAccount;
}

export interface SavedAccount {
  changed: AccountSettings | undefined;
}

/** What was changed by hand outlives a restart; everything else follows the environment. */
export function createAccount(fromEnv: AccountSettings, saved?: SavedAccount): Account {
  let changed = saved?.changed;
  return {
    get settings() {
      return changed ?? fromEnv;
    },
    verified: "not tried",
    change(settings) {
      changed = settings;
    },
    toJSON: () => ({ changed }),
  };
}
