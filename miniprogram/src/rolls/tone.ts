import type { RollCard } from "@wsi/shared/contract";
import type { Tone } from "../ui/index.ts";

const tones: Record<RollCard["state"], Tone> = {
  checking: "busy",
  checked: "busy",
  reviewing: "busy",
  applying: "busy",
  applied: "good",
  dropped: "plain",
  expired: "plain",
};
export const rollTone = ({ state, bad }: Pick<RollCard, "state" | "bad">): Tone =>
  state === "checked" && bad > 0 ? "warn" : tones[state];
