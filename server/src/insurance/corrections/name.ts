import { PersonName } from "@wsi/shared/values";
import type { Tx } from "../../db.ts";
import { refused, type Refused } from "../effect.ts";
import { getPerson } from "../people.ts";
import type { Ask, Corrected } from "./wrong.ts";

/** A name that was typed wrongly when somebody was put into the register. Who has changed it with the police brings the paper. */
export async function correctName(tx: Tx, { act }: Ask<"name">): Promise<Corrected | Refused> {
  const read = PersonName.parse(act.change.name);
  if (!read.ok) return refused("姓名不对", read.message);
  const { name } = await getPerson(tx, act.personId);
  if (name === read.value) return refused("和现在登记的姓名一样，没有变化", "请核对要更正的姓名");
  await tx.updateTable("people").set({ name: read.value }).where("id", "=", act.personId).execute();
  return {
    was: { name },
    now: { name: read.value },
    text: `登记的姓名更正为「${PersonName.print(read.value)}」，身份证号不变`,
    reversed: [],
    entered: [],
    due: 0,
  };
}
