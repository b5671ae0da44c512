import type { Tx } from "../db.ts";
import { findCertificate } from "../certificates/index.ts";
import type { Case } from "./load.ts";
import { effectKey } from "./rehearse.ts";

/** The certificate a case issued, if its item issues one. */
export const certificateOf = (tx: Tx, kase: Pick<Case, "id">) => findCertificate(tx, { key: effectKey(kase) });
