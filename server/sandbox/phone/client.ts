import type { ControlError, Opens, PhoneState } from "../src/control/contract.ts";
import type { Fault, FaultKind } from "../src/world/faults.ts";
import type { Entry } from "../src/world/transcript.ts";

/** How the phone asks the sandbox. Throws an Error with a sentence for people. */
async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const blob = body instanceof Blob;
  const answer = await fetch(`/__sandbox${path}`, {
    method,
    ...(body === undefined
      ? {}
      : {
          body: blob ? body : JSON.stringify(body),
          headers: { "content-type": blob ? body.type : "application/json" },
        }),
  }).catch(() => {
    throw new Error("连不上沙箱，请看看 npm start 的窗口是不是还开着");
  });
  const read = (await answer.json().catch(() => ({ error: `沙箱没有处理成功（${answer.status}）` }))) as T &
    ControlError;
  if (!answer.ok) throw new Error(read.error);
  return read;
}

export interface Place {
  latitude: number;
  longitude: number;
  label: string;
}

const of = (id: string, what: string) => `/followers/${id}/${what}`;
export const sandbox = {
  state: (id: string) => ask<PhoneState>("GET", `/state?follower=${id}`),
  eventsOf: (id: string) => `/__sandbox${of(id, "events")}`,
  addFollower: (name: string) => ask<{ id: string }>("POST", "/followers", { name }),
  follow: (id: string) => ask("POST", of(id, "follow"), {}),
  unfollow: (id: string) => ask("POST", of(id, "unfollow"), {}),
  write: (id: string, text: string) => ask("POST", of(id, "messages"), { kind: "text", text }),
  sendPlace: (id: string, place: Place) => ask("POST", of(id, "messages"), { kind: "location", ...place }),
  choose: (id: string, choice: { id: string; text: string }) => ask("POST", of(id, "choices"), choice),
  sendPicture: (id: string, file: Blob) => ask("POST", of(id, "pictures"), file),
  tap: (id: string, button: number, sub?: number) =>
    ask<{ open: Opens }>("POST", of(id, "menu"), sub === undefined ? { button } : { button, sub }),
  loginCode: (id: string) => ask<{ code: string }>("POST", of(id, "login-codes")),
  settings: () => ask<{ mode: string; callbackUrl: string; verified: string }>("GET", "/settings"),
  setMode: (mode: string) => ask<{ mode: string; verified: string }>("PUT", "/settings", { mode }),
  advance: (advanceMs: number) => ask("POST", "/clock", { advanceMs }),
  faults: () => ask<readonly Fault[]>("GET", "/faults"),
  arm: (kind: FaultKind) => ask<readonly Fault[]>("POST", "/faults", { kind, times: 1 }),
  mend: () => ask<readonly Fault[]>("DELETE", "/faults"),
  transcript: (after: number) => ask<Entry[]>("GET", `/transcript?after=${after}`),
};
