import type { Figure, FigureKind, Figures } from "@wsi/shared/insurance";
import type { ColumnType } from "kysely";

/** Handed in as text, parsed when it arrives. */
type Json<T> = ColumnType<T, string, never>;
type JsonOrNull<T> = ColumnType<T | null, string | null, never>;

export interface FigureTables {
  figure_versions: { version: number; rows: Json<Figures["rows"]>; digest: string; made_at: Date };
  figure_seeded: { kind: FigureKind; from_month: string; version: number };
  figure_proposals: {
    id: string;
    kind: FigureKind;
    from_month: string;
    row: JsonOrNull<Figure>;
    before: JsonOrNull<Figure>;
    note: string;
    proposed_by: string;
    proposed_at: Date;
  };
  figure_decisions: {
    proposal_id: string;
    outcome: "approved" | "rejected" | "withdrawn";
    decided_by: string;
    decided_at: Date;
    reason: string | null;
    version: number | null;
  };
}
