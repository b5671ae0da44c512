import type { StaffRole } from "@wsi/shared/contract";

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
  };
  staff_sessions: { token_hash: string; staff_id: string; created_at: Date; expires_at: Date };
}
