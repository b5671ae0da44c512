/** How long the citizen waited for each answer: what 时效 is judged by. Pure. */
import type { QualityLine } from "@wsi/shared/contract";

/** Longer is worth a word beside the line, in seconds; and from here on it is late. */
export const noticedWait = 60;
export const lateWait = 180;

/** By line of the office, seconds since the first word of the citizen that nobody had answered. */
export function waitsOf(lines: readonly QualityLine[]): Map<string, number> {
  const waits = new Map<string, number>();
  let asked: string | null = null;
  for (const line of lines) {
    if (line.from === "citizen") asked ??= line.at;
    else if (line.from === "staff" && asked !== null) {
      waits.set(line.id, Math.round((Date.parse(line.at) - Date.parse(asked)) / 1_000));
      asked = null;
    }
  }
  return waits;
}
