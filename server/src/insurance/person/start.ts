import { randomUUID } from "node:crypto";
import type { AmountLine, Figures, FlexibleScheme } from "@wsi/shared/insurance";
import type { Tx } from "../../db.ts";
import type { RenewFlexible } from "../../ports/core-insurance.ts";
import { assess } from "../effect.ts";

/** One enrolment a scheme from `from` on, and that month's assessment. */
export async function startFlexible(
  tx: Tx,
  act: RenewFlexible,
  schemes: readonly FlexibleScheme[],
  lines: readonly AmountLine<FlexibleScheme>[],
  figures: Figures,
): Promise<void> {
  await tx
    .insertInto("enrolments")
    .values(
      schemes.map((scheme) => ({
        id: randomUUID(),
        person_id: act.personId,
        scheme,
        through: "flexible" as const,
        employer_id: null,
        tier: scheme === "pension" ? (act.tier ?? null) : null,
        region: act.region,
        started_on: act.from,
        stopped_on: null,
        stop_reason: null,
      })),
    )
    .execute();
  await assess(
    tx,
    { ...act, figures },
    lines.map(({ scheme, base, person }) => ({ month: act.from, scheme, base, person })),
  );
}
