/** A desk for tests: agents, citizens, a clock that stands where it is put, and what one does with them. */
import { randomUUID } from "node:crypto";
import type { ConversationView, StaffRole } from "@wsi/shared/contract";
import { freshDatabase, type TestDatabase } from "../../../test/database.ts";
import { inTransaction, type Tx } from "../../db.ts";
import { isRefusal, type Refusal } from "../../refusal.ts";
import { enter, say, send, setReady, sweep, take, undivided, viewConversation, type Roster } from "../index.ts";
import { masked } from "./people.ts";

export interface Stage {
  database: TestDatabase;
  roster: Roster;
  now(): Date;
  wait(minutes: number): void;
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  staff(name: string, ...roles: StaffRole[]): Promise<string>;
  /** On the roster and ready. */
  ready(name: string, ...roles: StaffRole[]): Promise<string>;
  enter(identity: string, about?: string, channel?: "wechat" | "mini", personId?: string | null): Promise<string>;
  /** Entered and taken. */
  served(identity: string, agent: string, channel?: "wechat" | "mini", personId?: string | null): Promise<string>;
  says(id: string, text: string): Promise<unknown>;
  answers(id: string, staffId: string, text: string): Promise<{ messageId: string } | Refusal>;
  sweep(): Promise<number>;
  view(id: string, staffId?: string): Promise<ConversationView>;
  /** Everything that waits in the outbox has gone. */
  gone(): Promise<void>;
  end(): Promise<void>;
}

/** 2026-03-02 is a Monday; 09:00 in Beijing. */
const start = new Date("2026-03-02T01:00:00Z");

export async function startStage(roster: Roster = undivided): Promise<Stage> {
  const database = await freshDatabase();
  let now = start;
  const run: Stage["run"] = (work) => inTransaction(database.db, work);
  const stage: Stage = {
    database,
    roster,
    now: () => now,
    wait: (minutes) => void (now = new Date(now.getTime() + minutes * 60_000)),
    run,
    async staff(name, ...roles) {
      const id = randomUUID();
      const row = { id, account: `a-${id}`, name, password_hash: "none", created_at: start };
      await database.db
        .insertInto("staff")
        .values({
          ...row,
          roles: roles.length > 0 ? roles : ["agent"],
          failed_sign_ins: 0,
          locked_until: null,
          must_change_password: false,
        })
        .execute();
      return id;
    },
    async ready(name, ...roles) {
      const id = await stage.staff(name, ...roles);
      await run((tx) => setReady(tx, id, true, now));
      return id;
    },
    async enter(identity, about = "断缴怎么办", channel = "wechat", personId = null) {
      const entrance = { identity, channel, personId, about, wroteAt: now, tappedAt: null };
      return (await run((tx) => enter(tx, roster, entrance, now))).id;
    },
    async served(identity, agent, channel, personId) {
      const id = await stage.enter(identity, "断缴怎么办", channel, personId);
      await run((tx) => take(tx, id, agent, now));
      return id;
    },
    says: (id, text) => run((tx) => say(tx, id, { key: randomUUID(), kind: "text", text, at: now })),
    answers: (id, staffId, text) => run((tx) => send(tx, { id, staffId, key: randomUUID(), kind: "text", text }, now)),
    sweep: () => run((tx) => sweep(tx, roster, now)),
    async view(id, staffId = randomUUID()) {
      const view = await viewConversation(database.db, id, { people: masked, staffId }, now);
      if (isRefusal(view)) throw new Error(view.body.message);
      return view;
    },
    gone: async () =>
      void (await database.db.updateTable("outbox").set({ state: "sent", attempts: 1, settled_at: now }).execute()),
    end: () => database.drop(),
  };
  return stage;
}

export const messageOf = (answer: unknown): string => (isRefusal(answer) ? answer.body.message : "no refusal");
