import type { DeskService, ReplyScope, SkillLevel } from "@wsi/shared/contract";
import type { HourPlan } from "@wsi/shared/case";
import type { Generated, JSONColumnType } from "kysely";

export interface RosterTables {
  hour_plans: {
    id: string;
    name: string;
    days: JSONColumnType<HourPlan["days"]>;
    special: JSONColumnType<HourPlan["special"]>;
    standard: Generated<boolean>;
    service: Generated<DeskService>;
    changed_by: string | null;
    changed_at: Date;
  };
  skill_groups: {
    id: string;
    name: string;
    about: string;
    words: string[];
    hour_plan_id: string | null;
    standard: Generated<boolean>;
    wait_limit: Generated<number>;
    created_at: Date;
    closed_at: Date | null;
  };
  staff_groups: { group_id: string; staff_id: string; level: SkillLevel; joined_at: Date };
  shifts: {
    id: string;
    staff_id: string;
    day: string;
    starts: string;
    ends: string;
    came_at: Date | null;
    left_at: Date | null;
    note: string;
    set_by: string | null;
    set_at: Date;
  };
  canned_replies: {
    id: string;
    scope: ReplyScope;
    staff_id: string;
    group_id: string | null;
    title: string;
    text: string;
    used_count: Generated<number>;
    used_at: Date | null;
    changed_by: string | null;
    changed_at: Date;
  };
}
