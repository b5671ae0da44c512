import type { MandateEnd, Relation } from "@wsi/shared/contract";
import type { Generated } from "kysely";

export interface DelegationTables {
  mandates: {
    id: string;
    person_id: string;
    holder_id: string;
    relation: Relation;
    items: string[];
    lookups: boolean;
    from_day: string;
    until_day: string;
    road: "phone" | "paper";
    document: string | null;
    recorded_by: string | null;
    offered_at: Date;
    accepted_at: Date | null;
    ended_at: Date | null;
    ended_because: MandateEnd | null;
    reminded_at: Date | null;
  };
  access_log: {
    id: Generated<number>;
    person_id: string;
    at: Date;
    viewer_kind: "agent" | "clerk" | "staff";
    viewer_id: string;
    right_id: string | null;
    employer_id: string | null;
    what: string;
    reason: string | null;
  };
}
