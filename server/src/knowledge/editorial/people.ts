import type { Tx } from "../../db.ts";
import { isStaffId } from "./store.ts";

/** Names of makers and checkers: staff by their name, 「系统」 for what came with the release, 「导入」 for the command line. */
export async function namesOf(tx: Tx, makers: readonly string[]): Promise<(maker: string) => string> {
  const ids = [...new Set(makers)].filter(isStaffId);
  const rows =
    ids.length === 0 ? [] : await tx.selectFrom("staff").select(["id", "name"]).where("id", "in", ids).execute();
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return (maker) => {
    if (maker === "seed") return "系统";
    if (maker === "import") return "导入";
    return names.get(maker) ?? "已离职人员";
  };
}
