import type { JSONColumnType } from "kysely";
import type { Paper } from "./paper.ts";

export interface CertificateTables {
  certificates: {
    number: string;
    code: string;
    person_id: string;
    effect_key: string;
    paper: JSONColumnType<Paper>;
    hash: string;
    issued_on: string;
    valid_until: string;
  };
}
