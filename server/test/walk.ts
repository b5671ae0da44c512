/** Walks one case through HTTP as a phone and two reviewers would: open, fill, look at what follows, submit, decide, receipt. */
import { randomUUID } from "node:crypto";
import { endCoolOffs } from "../src/cases/index.ts";
import { personaOf, personIdOf, type PersonaCode } from "../src/people/index.ts";
import { withoutHidden } from "@wsi/shared/item";
import type { Caller, House } from "./house.ts";

const key = () => randomUUID();
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const idOf = (code: PersonaCode) => personIdOf(personaOf(code).idNumber);

export interface Steps {
  item: string;
  /** Who presses the buttons. */
  who: PersonaCode;
  /** For whom: oneself when absent, a resident by mandate, or the word of an employer. */
  resident?: PersonaCode;
  employer?: string;
  /** For items about an employee. */
  employee?: PersonaCode;
  answers?: Record<string, unknown>;
  /** Materials to upload, by field. */
  uploads?: string[];
}

/** Signed in once: a slip may be used once. */
const signedIn = new WeakMap<House, Map<PersonaCode, Promise<Caller>>>();
export function as(house: House, code: PersonaCode): Promise<Caller> {
  const known = signedIn.get(house) ?? new Map<PersonaCode, Promise<Caller>>();
  signedIn.set(house, known);
  const call = known.get(code) ?? house.person(code);
  known.set(code, call);
  return call;
}

/** A resident lets the community agent do one item, and the agent agrees. */
export async function entrust(house: House, resident: PersonaCode, item: string): Promise<void> {
  const holder = personaOf("community-agent");
  const agent = await as(house, "community-agent");
  const giver = await as(house, resident);
  const offered = await giver("POST", "/api/mandates", {
    name: holder.name,
    idNumber: holder.idNumber,
    relation: "community-agent",
    items: [item],
    lookups: false,
    until: house.today,
  });
  const answered = await agent("POST", `/api/mandates/${offered.body.id}/answer`, { action: "accept" });
  if (answered.status !== 200) throw new Error(`mandate: ${JSON.stringify([offered.body, answered.body])}`);
}

const wordOf = ({ resident, employer }: Steps): string | undefined =>
  resident ? `agent:${idOf(resident)}` : employer ? `employer:${employer}` : undefined;

/** Opens the case and fills it; answers what the confirm page would show. */
export async function fill(house: House, steps: Steps) {
  const call = await as(house, steps.who);
  const whom = wordOf(steps);
  const opened = await call("POST", "/api/cases", {
    item: steps.item,
    ...(whom === undefined ? {} : { for: whom }),
    ...(steps.employee === undefined ? {} : { employee: idOf(steps.employee) }),
  });
  if (opened.status !== 200) return { call, opened, id: "", revision: 0, preview: opened };
  const { id } = opened.body as { id: string };
  const given: Record<string, unknown> = { ...opened.body.answers, ...steps.answers };
  for (const field of steps.uploads ?? []) {
    const form = new FormData();
    form.append("file", new Blob([new Uint8Array(png)]), "证明.png");
    const kept = (await (await call.raw("POST", `/api/files?case=${id}`, { body: form })).json()) as { id: string };
    given[field] = [kept.id];
  }
  // As the form does: what a change of mind has hidden is dropped.
  const answers = withoutHidden(opened.body.definition, given, opened.body.facts);
  const saved = await call("PUT", `/api/cases/${id}/answers`, { revision: opened.body.revision, answers });
  if (saved.status !== 200) throw new Error(`${steps.item} save: ${JSON.stringify(saved.body)}`);
  const preview = await call("POST", `/api/cases/${id}/preview`, {});
  return { call, opened, id, revision: saved.body.revision as number, preview };
}

/** The whole way to the effect. Throws with the server's words where it stops. */
export async function walk(house: House, steps: Steps) {
  const { call, id, revision, preview, opened } = await fill(house, steps);
  if (opened.status !== 200) throw new Error(`${steps.item} open: ${JSON.stringify(opened.body)}`);
  if (preview.body.refusal || preview.body.problems.length > 0)
    throw new Error(`${steps.item} preview: ${JSON.stringify([preview.body.refusal, preview.body.problems])}`);
  const submitted = await call("POST", `/api/cases/${id}/actions`, {
    key: key(),
    action: "submit",
    revision,
    ...(preview.body.needsSignature ? { signature: personaOf(steps.who).name } : {}),
  });
  if (submitted.status !== 200) throw new Error(`${steps.item} submit: ${JSON.stringify(submitted.body)}`);
  if (submitted.body.state === "submitted") await decide(house, id);
  const seen = (await call("GET", `/api/cases/${id}`)).body;
  const receipt = await call.raw("GET", `/api/cases/${id}/receipt`);
  const bytes = Buffer.from(await receipt.arrayBuffer());
  return { call, id, seen, preview: preview.body, receipt: bytes.subarray(0, 5).toString() };
}

/** Two reviewers where the item wants two; after the cool-off where there is one. */
export async function decide(house: House, id: string): Promise<void> {
  const first = await house.staff("shenhe");
  const state = async () => (await first("GET", `/console/api/cases/${id}`)).body;
  let kase = await state();
  if (kase.definition.coolOff) {
    const later = new Date(house.services.clock.now().getTime() + (kase.definition.coolOff.hours + 1) * 3_600_000);
    await endCoolOffs(house.services, house.services.db, later);
    kase = await state();
  }
  const must = async (answer: Promise<{ status: number; body: any }>) => {
    const { status, body } = await answer;
    if (status !== 200) throw new Error(`decide: ${JSON.stringify(body)}`);
  };
  if (kase.state === "submitted")
    await must(first("POST", `/console/api/cases/${id}/actions`, { key: key(), action: "accept" }));
  if (kase.definition.risk !== "high")
    return must(first("POST", `/console/api/cases/${id}/actions`, { key: key(), action: "approve" }));
  await must(first("POST", `/console/api/work/cases/${id}/proposal`, { key: key(), as: "approve" }));
  const second = await house.staff("fuhe");
  await must(second("POST", `/console/api/cases/${id}/actions`, { key: key(), action: "approve" }));
}
