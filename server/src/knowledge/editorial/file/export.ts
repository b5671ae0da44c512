import type { Tx } from "../../../db.ts";
import { printJsonl, type Exported } from "./jsonl.ts";
import { printXlsx } from "./xlsx.ts";

export interface ExportedFile {
  bytes: Buffer;
  type: string;
  /** For the disposition; ASCII. */
  name: string;
}
export type ExportFormat = "jsonl" | "xlsx";
/** none: only the heads, as a template. */
export type ExportWhich = "published" | "newest" | "none";

async function chosen(tx: Tx, which: ExportWhich): Promise<Exported[]> {
  if (which === "none") return [];
  return tx
    .selectFrom("knowledge_entries as e")
    .innerJoin("knowledge_versions as v", (join) =>
      join.onRef("v.entry_id", "=", "e.id").onRef("v.version", "=", which === "published" ? "e.published" : "e.newest"),
    )
    .$if(which === "newest", (q) => q.where("e.state", "!=", "withdrawn"))
    .select(["e.id", "v.draft"])
    .orderBy("e.id")
    .execute();
}

/** The base as a file that `importFile` takes back unchanged. `today` names the file. */
export async function exportFile(
  tx: Tx,
  format: ExportFormat,
  which: ExportWhich,
  today: string,
): Promise<ExportedFile> {
  const entries = await chosen(tx, which);
  const name = which === "none" ? "knowledge-template" : `knowledge-${which}-${today}`;
  return format === "jsonl"
    ? { bytes: Buffer.from(printJsonl(entries)), type: "application/x-ndjson", name: `${name}.jsonl` }
    : {
        bytes: await printXlsx(entries),
        type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        name: `${name}.xlsx`,
      };
}
