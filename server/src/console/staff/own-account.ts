import { ownRoutes as r } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import type { Door } from "../../http/door.ts";
import { perMinute } from "../../http/limit.ts";
import { isRefusal, refuse } from "../../refusal.ts";
import { shiftsOf } from "../../roster/index.ts";
import type { ConsoleParts } from "../parts.ts";
import {
  changePassword,
  dropSecondFactor,
  endSessions,
  getStaff,
  isTheirPassword,
  keepPreferences,
  newRecoveryCodes,
  offerSecret,
  preferencesOf,
  presentStaff,
  proveSecret,
  secondFactorOf,
  sessionsOf,
} from "../../staff/index.ts";

/** Open also to whoever still owes a password or a second factor: this is where it is paid. */
const who = { staff: "any", owing: true } as const;
const paid = { staff: "any" } as const;
const guess = perMinute("own-password", 60);

/** 「我的」: one's own password, second factor, sessions and preferences. */
export function ownAccountRoutes(door: Door, { safe }: Pick<ConsoleParts, "safe">): void {
  const confirm = async (tx: Tx, staffId: string, password: string) =>
    (await isTheirPassword(tx, staffId, password)) ? null : refuse("bad-input", "密码不对，请重新输入");

  door.serve(r.changePassword, { who, audit: "staff.own.password", limit: guess }, ({ input, actor, tx, now }) =>
    changePassword(tx, actor.staffId, actor.sessionId, input, now),
  );
  door.serve(r.secondFactor, { who, audit: "staff.own.code" }, ({ actor, tx }) => secondFactorOf(tx, actor.staffId));
  door.serve(
    r.startSecondFactor,
    { who, audit: "staff.own.code.start", limit: guess },
    async ({ input, actor, tx }) =>
      (await confirm(tx, actor.staffId, input.password)) ?? offerSecret(tx, safe, actor.staffId),
  );
  door.serve(
    r.proveSecondFactor,
    { who, audit: "staff.own.code.prove", limit: guess },
    async ({ input, actor, tx, now }) => {
      const recovery = await proveSecret(tx, safe, actor.staffId, input.code, now);
      if (isRefusal(recovery)) return recovery;
      await endSessions(tx, actor.staffId, { but: actor.sessionId });
      return { me: presentStaff(await getStaff(tx, actor.staffId)), recovery };
    },
  );
  door.serve(
    r.stopSecondFactor,
    { who: paid, audit: "staff.own.code.stop", limit: guess },
    async ({ input, actor, tx }) => {
      const wrong = await confirm(tx, actor.staffId, input.password);
      if (wrong) return wrong;
      if ((await secondFactorOf(tx, actor.staffId)).required)
        return refuse("refused", "您的岗位要求两步验证，不能关闭", { instead: "换了手机请管理员重置" });
      await dropSecondFactor(tx, actor.staffId);
      return secondFactorOf(tx, actor.staffId);
    },
  );
  door.serve(
    r.newRecovery,
    { who: paid, audit: "staff.own.code.recovery", limit: guess },
    async ({ input, actor, tx }) => {
      const wrong = await confirm(tx, actor.staffId, input.password);
      if (wrong) return wrong;
      if ((await secondFactorOf(tx, actor.staffId)).since === null)
        return refuse("conflict", "还没有开启两步验证，用不着恢复码");
      return { recovery: await newRecoveryCodes(tx, actor.staffId) };
    },
  );

  door.serve(r.sessions, { who: paid, audit: "staff.own.sessions" }, ({ actor, tx, now }) =>
    sessionsOf(tx, actor.staffId, actor.sessionId, now),
  );
  door.serve(r.endSession, { who: paid, audit: "staff.own.session.end" }, async ({ input, actor, tx, now, about }) => {
    about("session", input.id);
    if (input.id === actor.sessionId)
      return refuse("refused", "这是您正在用的登录", { instead: "离开请点「退出登录」" });
    if ((await endSessions(tx, actor.staffId, { only: input.id })) === 0)
      return refuse("not-found", "这个登录已经结束了，请刷新");
    return sessionsOf(tx, actor.staffId, actor.sessionId, now);
  });
  door.serve(r.endOtherSessions, { who: paid, audit: "staff.own.session.end" }, async ({ actor, tx, now, detail }) => {
    detail({ ended: await endSessions(tx, actor.staffId, { but: actor.sessionId }) });
    return sessionsOf(tx, actor.staffId, actor.sessionId, now);
  });

  door.serve(r.preferences, { who: paid, audit: "staff.own.preferences" }, ({ actor, tx }) =>
    preferencesOf(tx, actor.staffId),
  );
  door.serve(r.keepPreferences, { who: paid, audit: "staff.own.preferences.keep" }, ({ input, actor, tx, now }) =>
    keepPreferences(tx, actor.staffId, input, now),
  );
  door.serve(r.shifts, { who: paid, audit: "staff.own.shifts" }, ({ actor, tx, now }) =>
    shiftsOf(tx, actor.staffId, now),
  );
}
