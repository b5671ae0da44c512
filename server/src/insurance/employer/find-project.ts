import type { Tx } from "../../db.ts";

/** Looks a project up among an employer's own. */
export const findProject = (tx: Tx, employerId: string, projectId: string) =>
  tx
    .selectFrom("projects")
    .selectAll()
    .where("id", "=", projectId)
    .where("employer_id", "=", employerId)
    .executeTakeFirst();
