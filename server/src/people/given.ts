import type { EmployerCode } from "./employers.ts";
import type { Life } from "./life.ts";

/** An invented person as written down; the ID number follows from it and the order. */
export type Given = Omit<Life, "idNumber"> & {
  /** What this person shows, for whoever tries the demo. */
  situation: string;
  clerkOf?: EmployerCode;
  /** Codes of those who authorised this community agent. */
  residents?: readonly string[];
  /** Region of the ID number, 99 and four digits. */
  idRegion?: string;
  /** On the building site's roster, since so many months. */
  site?: number;
};
