/** An employer's clerk at work on the phone, for tests: opens an item for an employee or the employer, fills it in, hands it in. */
import { randomUUID } from "node:crypto";
import { withoutHidden } from "@wsi/shared/item";
import type { Caller, House } from "./house.ts";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

export interface Whom {
  employee?: string;
  newcomer?: { name: string; idNumber: string };
}

export interface Clerk {
  call: Caller;
  /** `for` of this employer. */
  word: string;
  employerId: string;
  open(item: string, whom?: Whom): ReturnType<Caller>;
  /** Opens, answers and uploads what is named; what saving said. */
  fill(item: string, whom: Whom, answers: object, uploads?: string[]): ReturnType<Caller>;
  /** The same where saving must succeed; the draft as saved. */
  draft(item: string, whom: Whom, answers: object, uploads?: string[]): Promise<{ id: string; revision: number }>;
  preview(id: string): Promise<any>;
  submit(draft: { id: string; revision: number }, key?: string): ReturnType<Caller>;
  /** Draft and submission in one. */
  hand(item: string, whom: Whom, answers: object, uploads?: string[]): ReturnType<Caller>;
}

export async function employerNamed(house: House, part: string): Promise<string> {
  const row = await house.services.db
    .selectFrom("employers")
    .select("id")
    .where("name", "like", `%${part}%`)
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Binds somebody as clerk of an employer, as the counter does. */
export const bindClerk = (house: House, employerId: string, personId: string) =>
  house.services.db
    .insertInto("employer_clerks")
    .values({
      id: randomUUID(),
      employer_id: employerId,
      person_id: personId,
      granted_by: "counter",
      granted_by_id: randomUUID(),
      granted_at: house.services.clock.now(),
      from_day: "2020-01-01",
      until_day: "2030-01-01",
      items: null,
      document: "单授〔2026〕第 1 号",
      ended_at: null,
      ended_because: null,
      reminded_at: null,
    })
    .execute();

export function clerkOf(call: Caller, employerId: string, signature: string): Clerk {
  const word = `employer:${employerId}`;
  const open: Clerk["open"] = (item, whom = {}) => call("POST", "/api/cases", { item, for: word, ...whom });
  async function upload(id: string): Promise<string> {
    const form = new FormData();
    form.append("file", new Blob([new Uint8Array(png)]), "证明.png");
    const answer = await call.raw("POST", `/api/files?case=${id}`, { body: form });
    return ((await answer.json()) as { id: string }).id;
  }
  const clerk: Clerk = {
    call,
    word,
    employerId,
    open,
    async fill(item, whom, answers, uploads = []) {
      const { status, body } = await open(item, whom);
      if (status !== 200) throw new Error(`${item} was not opened: ${JSON.stringify(body)}`);
      const files = Object.fromEntries(await Promise.all(uploads.map(async (name) => [name, [await upload(body.id)]])));
      return call("PUT", `/api/cases/${body.id}/answers`, {
        revision: body.revision,
        // As the form does: what a change of mind has hidden is dropped.
        answers: withoutHidden(body.definition, { ...body.answers, ...answers, ...files }, body.facts),
      });
    },
    async draft(item, whom, answers, uploads) {
      const saved = await clerk.fill(item, whom, answers, uploads);
      if (saved.status !== 200) throw new Error(`${item} was not saved: ${JSON.stringify(saved.body)}`);
      return { id: saved.body.id, revision: saved.body.revision };
    },
    preview: async (id) => (await call("POST", `/api/cases/${id}/preview`, {})).body,
    submit: ({ id, revision }, key = randomUUID()) =>
      call("POST", `/api/cases/${id}/actions`, { key, action: "submit", revision, signature }),
    hand: async (item, whom, answers, uploads) => clerk.submit(await clerk.draft(item, whom, answers, uploads)),
  };
  return clerk;
}
