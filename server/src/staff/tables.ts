import type { StaffRole } from "@wsi/shared/contract";
import type { Generated } from "kysely";

export interface StaffTables {
  staff: {
    id: string;
    account: string;
    name: string;
    password_hash: string;
    roles: StaffRole[];
    failed_sign_ins: number;
    locked_until: Date | null;
    must_change_password: boolean;
    created_at: Date;
    disabled_at: Generated<Date | null>;
    password_changed_at: Generated<Date | null>;
    /** Sealed by the safe (`ports/safe`), inside Base32. Not asked for until `totp_since`: the first code proves that the app has it. */
    totp_secret: Generated<string | null>;
    totp_since: Generated<Date | null>;
    /** The last 30-second step a code was accepted of. */
    totp_step: Generated<number>;
  };
  staff_sessions: {
    token_hash: string;
    staff_id: string;
    created_at: Date;
    expires_at: Date;
    /** Names the session to its owner; the token does not leave. */
    id: Generated<string>;
    device: Generated<string>;
    seen_at: Generated<Date | null>;
  };
  staff_recovery_codes: { code_hash: string; staff_id: string; used_at: Date | null };
  staff_role_rules: { role: StaffRole; totp_required: boolean; changed_by: string | null; changed_at: Date };
  staff_preferences: {
    staff_id: string;
    look: "light" | "dark" | "system";
    enter_sends: boolean;
    changed_at: Date;
  };
}
