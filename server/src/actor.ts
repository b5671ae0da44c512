import type { StaffMe, StaffRole } from "@wsi/shared/contract";

/** Who asks. Every route says which of these it serves; the door makes sure before the handler runs. */
export interface CitizenActor {
  kind: "citizen";
  /** The mini-program openid: identity of a WeChat, not yet of a person. */
  openid: string;
  unionid: string | null;
  personId: string | null;
}
export interface PersonActor extends CitizenActor {
  personId: string;
}
export interface StaffActor {
  kind: "staff";
  staffId: string;
  name: string;
  roles: StaffRole[];
  sessionId: string;
  /** What has to be done before any route that does not say `owing`. */
  owes: StaffMe["owes"];
}
export type Actor = CitizenActor | StaffActor;

export type Who = "anyone" | "citizen" | "person" | { staff: readonly StaffRole[] | "any"; owing?: true };
export type ActorFor<W extends Who> = W extends "anyone"
  ? null
  : W extends "citizen"
    ? CitizenActor
    : W extends "person"
      ? PersonActor
      : StaffActor;
