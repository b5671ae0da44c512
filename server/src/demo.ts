import { beijingDay } from "@wsi/shared/case";
import { loadDemoWindows } from "./appointments/index.ts";
import { demoTemplates, keepTemplates } from "./broadcasts/index.ts";
import { inTransaction } from "./db.ts";
import { loadPeople } from "./people/index.ts";
import { loadDemoQuality } from "./quality/index.ts";
import { loadDemoRoster } from "./roster/index.ts";
import type { Services } from "./services.ts";
import { addStaff } from "./staff/index.ts";

/** For trying out: invented people and staff whose password stands in the README. Never in production (env.ts refuses). */
const demoPassword = "wuhan-demo-2026";
const demoStaff = [
  { account: "chuangkou", name: "窗口·秦窗口", roles: ["counter"] },
  { account: "shenhe", name: "审核·沈核", roles: ["reviewer"] },
  { account: "fuhe", name: "复核·傅核", roles: ["reviewer"] },
  { account: "kefu", name: "客服·柯福", roles: ["agent"] },
  { account: "zhuguan", name: "主管·朱管", roles: ["supervisor"] },
  { account: "yunying", name: "运营·云英", roles: ["editor"] },
  { account: "shengao", name: "审稿·沈稿", roles: ["editor"] },
  { account: "guanli", name: "管理·关理", roles: ["admin"] },
] as const;

export async function loadDemo({ db, clock, log }: Services): Promise<void> {
  const now = clock.now();
  const people = await inTransaction(db, (tx) => loadPeople(tx, beijingDay(now)));
  await inTransaction(db, (tx) => keepTemplates(tx, demoTemplates));
  await inTransaction(db, (tx) => loadDemoWindows(tx, now));
  for (const { account, name, roles } of demoStaff)
    await addStaff(db, { account, name, roles: [...roles], password: demoPassword, mustChangePassword: false }, now);
  await inTransaction(db, async (tx) => {
    const atDesk = await tx
      .selectFrom("staff")
      .select("id")
      .where("account", "in", ["kefu", "zhuguan"])
      .orderBy("account")
      .execute();
    await loadDemoRoster(
      tx,
      atDesk.map((one) => one.id),
      now,
    );
  });
  log.info({ people }, "demo people are there");
}

/** Talks of some days ago with their quality scores 质检, and a second supervisor, without whom nobody could decide an appeal. */
export async function loadDemoTalks({ db, clock, roster }: Services): Promise<void> {
  const now = clock.now();
  const second = { account: "dudao", name: "主管·杜导", roles: ["supervisor" as const] };
  await addStaff(db, { ...second, password: demoPassword, mustChangePassword: false }, now);
  await inTransaction(db, async (tx) => {
    const staff = await tx
      .selectFrom("staff")
      .select(["id", "account"])
      .where("account", "in", ["kefu", "zhuguan", "dudao"])
      .execute();
    const [agent, first, other] = ["kefu", "zhuguan", "dudao"].map(
      (account) => staff.find((one) => one.account === account)?.id,
    );
    if (agent === undefined || first === undefined || other === undefined) return;
    await loadDemoQuality(tx, { roster, agent, supervisors: [first, other] }, now);
  });
}
