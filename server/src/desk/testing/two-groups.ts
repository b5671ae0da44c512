/** A desk of two groups for tests of who gets which talk: 养老 goes to one, 失业 to the other, whatever else to nobody's. */
import { undivided, type Roster } from "../index.ts";
import { startStage, type Stage } from "./stage.ts";

export interface TwoGroups extends Stage {
  /** Nobody works in a group until it is said here. */
  works(groupId: "pension" | "jobs", staffId: string, level?: number): void;
  /** The name of who serves a talk. */
  agentOf(id: string): Promise<string | null>;
}

export async function startTwoGroups(): Promise<TwoGroups> {
  const members: { groupId: string; staffId: string; level: number }[] = [];
  const roster: Roster = {
    ...undivided,
    groups: async () => [
      { id: "pension", name: "养老组" },
      { id: "jobs", name: "失业组" },
    ],
    groupFor: async (_tx, question) =>
      question.includes("失业") ? "jobs" : question.includes("养老") ? "pension" : null,
    members: async () => members,
  };
  const stage = await startStage(roster);
  return {
    ...stage,
    works: (groupId, staffId, level = 2) => void members.push({ groupId, staffId, level }),
    agentOf: async (id) => (await stage.view(id)).agent?.name ?? null,
  };
}
