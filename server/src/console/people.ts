import { staff, type PersonCard } from "@wsi/shared/contract";
import { IdNumber, Mobile, PersonName, Region } from "@wsi/shared/values";
import { findOpenSlip, isBound, issueSlip } from "../citizens/index.ts";
import type { Tx } from "../db.ts";
import type { Door } from "../http/door.ts";
import { perMinute } from "../http/limit.ts";
import type { Person } from "../ports/core-insurance.ts";
import { refuse } from "../refusal.ts";
import type { ConsoleParts } from "./parts.ts";

const counters = { staff: ["counter", "supervisor", "admin"] } as const;

async function cardOf(tx: Tx, person: Person, now: Date): Promise<PersonCard> {
  const slip = await findOpenSlip(tx, person.id, now);
  return {
    id: person.id,
    name: PersonName.mask(person.name),
    idNumber: IdNumber.mask(person.idNumber),
    mobile: person.mobile ? Mobile.mask(person.mobile) : "未留",
    region: person.region ? Region.print(person.region) : "未登记",
    bound: await isBound(tx, person.id),
    openSlip: slip ? { issuedAt: slip.issued_at.toISOString(), expiresAt: slip.expires_at.toISOString() } : null,
  };
}

/** The counter: look a person up by the ID document in hand, print an activation slip 密码条. */
export function peopleRoutes(door: Door, parts: ConsoleParts): void {
  door.serve(
    staff.findPerson,
    { who: counters, audit: "staff.person.search", limit: perMinute("find-person", 60) },
    async ({ input, tx, now, about }) => {
      const idNumber = IdNumber.parse(input.idNumber);
      if (!idNumber.ok)
        return refuse("bad-input", idNumber.message, { problems: [{ field: "idNumber", message: idNumber.message }] });
      const person = await parts.core.findPerson(tx, idNumber.value);
      if (!person) return null;
      about("person", person.id);
      return cardOf(tx, person, now);
    },
  );

  door.serve(
    staff.issueSlip,
    { who: counters, audit: "staff.slip.issue", limit: perMinute("issue-slip", 30) },
    async ({ input, actor, tx, now, about }) => {
      about("person", input.id);
      const person = await parts.core.findPersonById(tx, input.id);
      if (!person) return refuse("not-found", "没有找到这个人，请重新查询");
      const slip = await issueSlip(tx, person.id, actor.staffId, now);
      return {
        code: slip.code,
        name: PersonName.mask(person.name),
        idNumber: IdNumber.mask(person.idNumber),
        issuedAt: slip.issuedAt.toISOString(),
        expiresAt: slip.expiresAt.toISOString(),
      };
    },
  );
}
