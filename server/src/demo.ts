import { beijingDay } from "@wsi/shared/case";
import { loadDemoWindows } from "./appointments/index.ts";
import { demoTemplates, keepTemplates } from "./broadcasts/index.ts";
import { inTransaction } from "./db.ts";
import { loadPeople } from "./people/index.ts";
import { loadDemoQuality } from "./quality/index.ts";
import { loadDemoRoster } from "./roster/index.ts";
import type { Services } from "./services.ts";
import { addStaff, demoPassword, demoStaff, secondSupervisor } from "./staff/index.ts";

export async function loadDemo({ db, clock, log }: Services): Promise<void> {
  const now = clock.now();
  const people = await inTransaction(db, (tx) => loadPeople(tx, beijingDay(now)));
  await inTransaction(db, (tx) => keepTemplates(tx, demoTemplates));
  await inTransaction(db, (tx) => loadDemoWindows(tx, now));
  for (const { account, name, roles } of demoStaff)
    await addStaff(db, { account, name, roles, password: demoPassword, mustChangePassword: false }, now);
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
  await addStaff(db, { ...secondSupervisor, password: demoPassword, mustChangePassword: false }, now);
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
