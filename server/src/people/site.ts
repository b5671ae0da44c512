import { projectFee } from "@wsi/shared/insurance";
import { addMonths, monthOf } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import { currentFigures } from "../figures/index.ts";
import { employerId } from "./employers.ts";
import { uuidOf } from "./identity.ts";
import { personIdOf } from "./life.ts";
import { personas } from "./personas.ts";

/** One building site of the invented builder, its fee paid, with the personas that work on it. Once; later starts change nothing. */
export async function loadSite(tx: Tx, today: string): Promise<void> {
  const thisMonth = monthOf(today);
  const id = uuidOf("project bridge");
  const began = `${addMonths(thisMonth, -8)}-01`;
  const price = 12_0000_0000_00;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("projects")
    .values({
      id,
      employer_id: employerId("builder"),
      certificate: "GS42011199990001",
      name: "虚构湖示例大桥工程",
      region: "420111",
      price,
      from_day: began,
      to_day: `${addMonths(thisMonth, 16)}-28`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n) return;
  await tx
    .insertInto("payment_orders")
    .values({
      number: "JF0000000000001",
      person_id: null,
      employer_id: employerId("builder"),
      project_id: id,
      total: projectFee(await currentFigures(tx), price, today).fee,
      late_fee: 0,
      made_on: began,
      valid_until: `${addMonths(thisMonth, -7)}-01`,
      arrived_on: `${addMonths(thisMonth, -8)}-05`,
    })
    .execute();
  const workers = personas.flatMap(({ idNumber, site }) =>
    site === undefined
      ? []
      : [
          {
            id: uuidOf(`project bridge ${idNumber}`),
            project_id: id,
            person_id: personIdOf(idNumber),
            from_day: `${addMonths(thisMonth, -site)}-01`,
            to_day: null,
          },
        ],
  );
  await tx.insertInto("project_workers").values(workers).execute();
}
