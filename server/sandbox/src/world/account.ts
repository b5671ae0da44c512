import type { AccountSettings } from "../settings.ts";

/** The service account, with what the console's check of its callback address last said. */
export interface Account {
  settings: Readonly<AccountSettings>;
  verified: "not tried" | "yes" | "no";
  change(settings: AccountSettings): void;
  toJSON(): SavedAccount;
}

export interface SavedAccount {
  byHand: Partial<AccountSettings>;
}

/** What was changed by hand outlives a restart; everything else follows the environment. */
export function createAccount(fromEnv: AccountSettings, saved?: SavedAccount): Account {
  let byHand = saved?.byHand ?? {};
  return {
    get settings() {
      return { ...fromEnv, ...byHand };
    },
    verified: "not tried",
    change(settings) {
      // Only what differs is kept: a new port or token in the environment must not lose against an old choice of mode.
      byHand = Object.fromEntries(
        Object.entries(settings).filter(([name, value]) => fromEnv[name as keyof AccountSettings] !== value),
      );
    },
    toJSON: () => ({ byHand }),
  };
}
