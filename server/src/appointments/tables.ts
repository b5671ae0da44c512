import type { HourPlan } from "@wsi/shared/case";
import type { AppointmentState } from "@wsi/shared/contract";
import type { Generated, JSONColumnType } from "kysely";

export interface AppointmentTables {
  appointment_windows: {
    id: string;
    /** Code of a hall in `content/halls`. */
    hall: string;
    name: string;
    about: string;
    items: string[];
    days: JSONColumnType<HourPlan["days"]>;
    special: JSONColumnType<HourPlan["special"]>;
    slot_minutes: number;
    capacity: number;
    ahead_days: number;
    closed_at: Date | null;
    changed_by: string | null;
    changed_at: Date;
  };
  appointment_slots: { window_id: string; day: string; from_time: string; taken: number };
  appointments: {
    id: string;
    number: string;
    key: string;
    window_id: string;
    day: string;
    from_time: string;
    to_time: string;
    person_id: string;
    actor_id: string;
    employer_id: string | null;
    item: string | null;
    state: AppointmentState;
    booked_at: Date;
    moved_times: Generated<number>;
    arrived_at: Date | null;
    ended_at: Date | null;
    ended_by: string | null;
    because: string | null;
  };
}
