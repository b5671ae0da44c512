import type { CaseState } from "@wsi/shared/case";
import type { Tone } from "./card.tsx";

/** The colour beside the words of a state; never the colour alone. */
export const stateTone: Record<CaseState, Tone> = {
  draft: "plain",
  submitted: "busy",
  accepted: "busy",
  returned: "warn",
  approved: "good",
  declined: "bad",
  effective: "good",
  closed: "good",
  withdrawn: "plain",
  expired: "plain",
};
