import { IdNumber, Mobile, PersonName } from "@wsi/shared/values";
import { listCases, presentCards } from "../../cases/index.ts";
import type { Tx } from "../../db.ts";
import { createPeople, type DeskPeople } from "../../desk/index.ts";
import type { Situation } from "../../ports/core-insurance.ts";
import type { ConsoleParts } from "../parts.ts";

const situationName: Record<Situation, string> = {
  employed: "单位参保",
  flexible: "灵活就业参保",
  unemployed: "失业，领失业金",
  retired: "已退休",
  "never-insured": "没有参过保",
  out: "已停保",
};
const open = new Set(["draft", "submitted", "accepted", "returned", "approved"]);

/** Who the desk speaks with, masked, and what is open for them: enough to help, nothing to take home. */
export const deskPeople = (parts: ConsoleParts): DeskPeople =>
  createPeople({
    async names(db, personIds) {
      const people = await parts.core.findPeople(db as Tx, personIds);
      return new Map([...people].map(([id, person]) => [id, PersonName.mask(person.name)]));
    },
    async person(db, personId) {
      const tx = db as Tx;
      const person = await parts.core.findPersonById(tx, personId);
      if (!person) return null;
      const mobile = await parts.mobileOf(tx, personId);
      const cases = (await listCases(tx, personId, parts.clock.now())).filter((kase) => open.has(kase.state));
      return {
        name: PersonName.mask(person.name),
        idNumber: IdNumber.mask(person.idNumber),
        mobile: mobile ? Mobile.mask(mobile) : "未留",
        cases: await presentCards(parts, tx, cases, personId),
        situation: situationName[person.situation],
      };
    },
    async groupNames(db) {
      return new Map((await parts.roster.groups(db as Tx)).map((group) => [group.id, group.name]));
    },
  });
