import { accountRoutes as r } from "@wsi/shared/contract";
import { signOff } from "../../desk/index.ts";
import type { Door } from "../../http/door.ts";
import {
  addAccount,
  changeAccount,
  listAccounts,
  resetPassword,
  resetSecondFactor,
  roleRules,
  setDisabled,
  setRule,
  unlock,
} from "../../staff/index.ts";
import { isRefusal } from "../../refusal.ts";

const who = { staff: ["admin"] } as const;

/** Accounts of staff: added, changed, disabled, unlocked, given a new initial password; and which roles must have a second factor. */
export function accountsRoutes(door: Door): void {
  door.serve(r.accounts, { who, audit: "staff.account.list" }, async ({ actor, tx, now }) => ({
    accounts: await listAccounts(tx, actor.staffId, now),
    rules: await roleRules(tx),
  }));
  door.serve(r.add, { who, audit: "staff.account.add" }, async ({ input, actor, tx, now, about, detail }) => {
    detail({ roles: input.roles.join(" ") });
    const added = await addAccount(tx, input, actor.staffId, now);
    if (!isRefusal(added)) about("staff", added.account.id);
    return added;
  });
  door.serve(r.change, { who, audit: "staff.account.change" }, async ({ input, actor, tx, now, about, detail }) => {
    about("staff", input.id);
    detail({ roles: input.roles.join(" ") });
    // Who is taken from the desk leaves it now: their talks go to others.
    if (!input.roles.some((role) => role === "agent" || role === "supervisor")) await signOff(tx, input.id);
    return changeAccount(tx, input, actor.staffId, now);
  });
  door.serve(r.disable, { who, audit: "staff.account.disable" }, async ({ input, actor, tx, now, about }) => {
    about("staff", input.id);
    await signOff(tx, input.id);
    return setDisabled(tx, input.id, true, actor.staffId, now);
  });
  door.serve(r.enable, { who, audit: "staff.account.enable" }, ({ input, actor, tx, now, about }) => {
    about("staff", input.id);
    return setDisabled(tx, input.id, false, actor.staffId, now);
  });
  door.serve(r.unlock, { who, audit: "staff.account.unlock" }, ({ input, actor, tx, now, about }) => {
    about("staff", input.id);
    return unlock(tx, input.id, actor.staffId, now);
  });
  door.serve(r.resetPassword, { who, audit: "staff.account.reset-password" }, ({ input, actor, tx, now, about }) => {
    about("staff", input.id);
    return resetPassword(tx, input.id, actor.staffId, now);
  });
  door.serve(r.resetSecondFactor, { who, audit: "staff.account.reset-code" }, ({ input, actor, tx, now, about }) => {
    about("staff", input.id);
    return resetSecondFactor(tx, input.id, actor.staffId, now);
  });
  door.serve(r.setRule, { who, audit: "staff.account.rule" }, ({ input, actor, tx, now, about, detail }) => {
    about("role", input.role);
    detail({ secondFactor: input.secondFactor });
    return setRule(tx, input, actor.staffId, now);
  });
}
