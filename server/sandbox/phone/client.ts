import type { ControlError, DeskState, MenuResult, Opens, PhoneState } from "../src/control/contract.ts";
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

/** A QR code of the account's that can be scanned now. */
export interface ScannableCode {
  ticket: string;
  scene: string;
  /** Milliseconds since 1970; null for good. */
  until: number | null;
}
/** A subscription message that the account may ask about. */
export interface TemplateOffer {
  id: string;
  title: string;
  longTerm: boolean;
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
  finishMenu: (id: string, at: { button: number; sub: number | undefined }, result: MenuResult) =>
    ask<{ open: Opens }>("POST", of(id, "menu-results"), {
      button: at.button,
      ...(at.sub === undefined ? {} : { sub: at.sub }),
      ...result,
    }),
  sendMenuPicture: (id: string, at: { button: number; sub: number | undefined }, file: Blob) =>
    ask("POST", of(id, `menu-pictures?button=${at.button}${at.sub === undefined ? "" : `&sub=${at.sub}`}`), file),
  qrCodes: () => ask<readonly ScannableCode[]>("GET", "/qr-codes"),
  scan: (id: string, ticket: string) => ask("POST", of(id, "scans"), { ticket }),
  speak: (id: string, said: string, recognised: boolean) => ask("POST", of(id, "voices"), { said, recognised }),
  subscriptionTemplates: () => ask<readonly TemplateOffer[]>("GET", "/subscription-templates"),
  decide: (id: string, choices: { template: string; accept: boolean }[]) =>
    ask("POST", of(id, "decisions"), { choices }),
  decideInMini: (id: string, choices: { template: string; accept: boolean }[]) =>
    ask("POST", of(id, "mini-decisions"), { choices }),
  loginCode: (id: string) => ask<{ code: string }>("POST", of(id, "login-codes")),
  settings: () => ask<{ mode: string; callbackUrl: string; verified: string }>("GET", "/settings"),
  setMode: (mode: string) => ask<{ mode: string; verified: string }>("PUT", "/settings", { mode }),
  advance: (advanceMs: number) => ask("POST", "/clock", { advanceMs }),
  faults: () => ask<readonly Fault[]>("GET", "/faults"),
  arm: (fault: { kind: FaultKind; code?: number; path?: string }) =>
    ask<readonly Fault[]>("POST", "/faults", { ...fault, times: 1 }),
  mend: () => ask<readonly Fault[]>("DELETE", "/faults"),
  desk: () => ask<DeskState>("GET", "/desk"),
  agentOnline: (account: string, online: boolean) => ask("PUT", "/desk/agents", { account, online }),
  takeWaiting: (account: string, openid: string) => ask("POST", "/desk/sessions", { account, openid }),
  sayAsAgent: (account: string, openid: string, text: string) => ask("POST", "/desk/words", { account, openid, text }),
  closeSession: (account: string, openid: string) => ask("POST", "/desk/closings", { account, openid }),
  transcript: (after: number) => ask<Entry[]>("GET", `/transcript?after=${after}`),
};
