import type { ReminderKind } from "@wsi/shared/contract";

export interface CitizenTables {
  citizen_sessions: { token_hash: string; openid: string; unionid: string | null; created_at: Date; expires_at: Date };
  bindings: {
    identity: string;
    openid: string;
    person_id: string;
    mobile: string;
    bound_at: Date;
    consent_version: string;
  };
  slips: {
    id: string;
    person_id: string;
    code_hash: string;
    issued_by: string;
    issued_at: Date;
    expires_at: Date;
    used_at: Date | null;
    voided_at: Date | null;
  };
  reminders_off: { person_id: string; kind: ReminderKind; since: Date };
  owed_notices: { openid: string; notice_key: string; since: Date };
  notices: {
    id: string;
    key: string;
    person_id: string;
    at: Date;
    title: string;
    text: string;
    open: string | null;
    read_at: Date | null;
  };
}
