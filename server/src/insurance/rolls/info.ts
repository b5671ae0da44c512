import type { InfoColumn, InfoRow } from "../../ports/core-insurance.ts";
import { infoThere, insuredAmong, notInsured, planInfo, tellInfo, writeInfo, type InfoPlan } from "../info.ts";
import type { Kind } from "./kind.ts";
import { bad, misnamed, stranger } from "./people.ts";

interface Plan extends InfoPlan {
  personId: string;
}

const columns: readonly InfoColumn[] = ["mobile", "address", "household", "education", "email"];

/** 员工一般信息变更 of many; the rules are those of info.ts. */
export const infoRoll: Kind<InfoRow, Plan> = {
  newcomers: false,
  barrier: () => Promise.resolve(undefined),

  async plan(tx, { employerId }, rows, people) {
    const ids = rows.flatMap((row) => people.get(row.idNumber)?.id ?? []);
    const insured = await insuredAmong(tx, employerId, ids);
    const there = await infoThere(tx, ids);
    return rows.map((row) => {
      const known = people.get(row.idNumber);
      const before = known && there.get(known.id);
      if (!known || !before) return stranger;
      const wrong = misnamed(row, known);
      if (wrong) return wrong;
      if (!insured.has(known.id)) return bad("idNumber", notInsured);
      const plan = planInfo(row.changes, before);
      if ("refusal" in plan) return bad(columns.find((one) => one === plan.of) ?? "idNumber", plan.refusal);
      return { ...plan, personId: known.id };
    });
  },

  verdict: () => ({ ok: true, months: 0, due: {} }),

  async write(tx, { employerId, today }, plans) {
    await writeInfo(tx, plans);
    const told = await tellInfo(tx, today, plans, employerId);
    return plans.map(({ personId }, at) => ({ personId, text: "", events: [], due: 0, ...told[at] }));
  },

  sum: (_frame, { people }) => ({ text: `已为 ${people} 名职工变更一般信息，马上生效。`, due: 0 }),
};
