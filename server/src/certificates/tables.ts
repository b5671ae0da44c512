import type { ColumnType } from "kysely";
import type { Paper } from "./paper.ts";

export interface CertificateTables {
  certificates: {
    number: string;
    code: string;
    person_id: string;
    effect_key: string;
    /** {}: erased with the case that issued it. */
    paper: ColumnType<Paper, string, string>;
    hash: string;
    issued_on: string;
    valid_until: string;
  };
}
