import { createHash } from "node:crypto";
import { IdNumber, PersonName } from "@wsi/shared/values";
import { isBound } from "../citizens/index.ts";
import type { Tx } from "../db.ts";
import type { CoreInsurance, Person } from "../ports/core-insurance.ts";
import type { Volatile } from "../ports/volatile.ts";
import { refuse, type Refusal } from "../refusal.ts";

export interface DelegationParts {
  core: CoreInsurance;
  volatile: Pick<Volatile, "hit">;
}
const attempts = { count: 10, windowMs: 60 * 60_000 };

/** One answer for every way in which they do not match, so that nobody learns who is insured or uses the phone by asking. */
const mismatch = () =>
  refuse("bad-input", "没有找到这个人：姓名和身份证号要和证件上一样，而且对方要先在小程序里绑定社保账户", {
    problems: [{ field: "idNumber", message: "请核对姓名和身份证号；对方没有绑定的，请先绑定，或一起到窗口办理" }],
  });

/** A bound person, named by another through number and name. Guessing is counted by who guesses. */
export async function findSomeone(
  { core, volatile }: DelegationParts,
  tx: Tx,
  askerId: string,
  given: { idNumber: string; name: string },
): Promise<Person | Refusal> {
  const idNumber = IdNumber.parse(given.idNumber);
  const name = PersonName.parse(given.name);
  const problems = [
    ...(name.ok ? [] : [{ field: "name", message: name.message }]),
    ...(idNumber.ok ? [] : [{ field: "idNumber", message: idNumber.message }]),
  ];
  if (!idNumber.ok || !name.ok) return refuse("bad-input", problems[0]?.message ?? "", { problems });
  const asker = createHash("sha256").update(askerId).digest("base64url").slice(0, 22);
  const tried = await volatile.hit(`someone:${asker}`, attempts.windowMs);
  if (tried.count > attempts.count) {
    const retryAfterSeconds = Math.ceil(tried.resetsInMs / 1000);
    return refuse("too-many", `试的次数太多了，请 ${Math.ceil(retryAfterSeconds / 60)} 分钟后再试，或到窗口办理`, {
      retryAfterSeconds,
    });
  }
  const person = await core.findPerson(tx, idNumber.value);
  if (!person || person.name !== name.value || !(await isBound(tx, person.id))) return mismatch();
  return person;
}
