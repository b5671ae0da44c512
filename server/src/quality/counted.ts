import type { Marks, Rubric } from "@wsi/shared/quality";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import { readRubrics } from "./rubrics.ts";

/** A scored talk as figures count it: by what stands, which after a changed appeal is the appeal's. */
export interface Counted {
  agent: { id: string; name: string };
  groupId: string | null;
  closedOn: string;
  conversationId: string;
  drawn: boolean;
  rubric: Rubric;
  marks: Marks;
  total: number;
  critical: boolean;
  scorer: string;
  appeal: "open" | "upheld" | "changed" | null;
  /** As the two gave it, of a calibration; an appeal changes nothing of how they agreed. */
  pair: { first: { marks: Marks; total: number }; second: { marks: Marks; total: number } } | null;
}

interface Row {
  agent_id: string;
  agent: string;
  group_id: string | null;
  closed_on: string;
  conversation_id: string;
  drawn: boolean;
  rubric_version: number;
  marks: Marks;
  total: number;
  critical: boolean;
  scorer: string;
  first_marks: Marks;
  first_total: number;
  second_marks: Marks | null;
  second_total: number | null;
  appealed: boolean;
  outcome: "upheld" | "changed" | null;
}

/** Scored talks that ended from … to (Beijing days, both included), of everybody or of one. */
export async function countedRows(tx: Tx, span: { from: string; to: string }, agentId?: string): Promise<Counted[]> {
  const { rows } = await sql<Row>`
    select c.agent_id, agent.name as agent, c.group_id, c.closed_on, c.conversation_id, c.drawn, c.rubric_version,
      coalesce(p.marks, f.marks) as marks, coalesce(p.total, f.total) as total, coalesce(p.critical, f.critical) as critical,
      scorer.name as scorer, f.marks as first_marks, f.total as first_total, s.marks as second_marks, s.total as second_total,
      a.check_id is not null as appealed, d.outcome
    from quality_checks c
    join staff agent on agent.id = c.agent_id
    join quality_scores f on f.check_id = c.id and f.place = 'first'
    join staff scorer on scorer.id = f.scorer_id
    left join quality_scores s on s.check_id = c.id and s.place = 'second'
    left join quality_scores p on p.check_id = c.id and p.place = 'appeal'
    left join quality_appeals a on a.check_id = c.id
    left join quality_appeal_decisions d on d.check_id = c.id
    where c.closed_on between ${span.from} and ${span.to}
      and (${agentId ?? null}::uuid is null or c.agent_id = ${agentId ?? null}::uuid)
    order by c.closed_on, agent.name, c.id`.execute(tx);
  const rubrics = await readRubrics(
    tx,
    rows.map((row) => row.rubric_version),
  );
  return rows.map((row) => {
    const rubric = rubrics.get(row.rubric_version);
    if (!rubric) throw new Error(`rubric ${row.rubric_version} is gone`);
    return {
      agent: { id: row.agent_id, name: row.agent },
      groupId: row.group_id,
      closedOn: row.closed_on,
      conversationId: row.conversation_id,
      drawn: row.drawn,
      rubric,
      marks: row.marks,
      total: row.total,
      critical: row.critical,
      scorer: row.scorer,
      appeal: row.outcome ?? (row.appealed ? "open" : null),
      pair:
        row.second_marks === null || row.second_total === null
          ? null
          : {
              first: { marks: row.first_marks, total: row.first_total },
              second: { marks: row.second_marks, total: row.second_total },
            },
    };
  });
}
