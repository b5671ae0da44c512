import Taro from "@tarojs/taro";
import {
  address,
  citizen,
  citizenAppointments,
  citizenDelegation,
  citizenDesk,
  citizenDeskFiles,
  citizenFiles,
  citizenLive,
  citizenLookups,
  citizenRolls,
  citizenSubscriptions,
  citizenTools,
  errorStatus,
  rollFiles,
  type DeskFile,
  type ErrorBody,
  type FileView,
  type InputOf,
  type OutputOf,
  type RollView,
  type Route,
} from "@wsi/shared/contract";
import { fetchFile, openPdf, openSheet } from "./platform/download";
import { apiOrigin } from "./platform/frame";
import { keepsSession, login } from "./platform/login";
import { send, type Picked } from "./platform/upload";

/**
 * The only door to the network. Every call answers a value: what was asked for, or the error with words for the person.
 * Signing in happens by itself: before the first call, and once more when the server no longer knows the token.
 */
export type Answer<T> = { ok: true; value: T } | { ok: false; error: ErrorBody };
const routes = {
  ...citizen,
  ...citizenAppointments,
  ...citizenDelegation,
  ...citizenLive,
  ...citizenLookups,
  ...citizenRolls,
  ...citizenSubscriptions,
  ...citizenTools,
};
type ClientOf<Routes extends Record<string, Route>> = {
  [K in keyof Routes]: (input: InputOf<Routes[K]>) => Promise<Answer<OutputOf<Routes[K]>>>;
};

const offline: ErrorBody = { code: "unavailable", message: "网络不通，请检查手机网络后再试" };
const broken: ErrorBody = { code: "fault", message: "系统出了点问题，请稍后再试；着急请打 12333" };
const tokenKey = "token";

const isError = (body: unknown): body is ErrorBody =>
  typeof body === "object" && body !== null && "code" in body && "message" in body && String(body.code) in errorStatus;

const failed = (status: number, body: unknown): ErrorBody =>
  isError(body)
    ? body
    : status === 502 || status === 503 || status === 504
      ? { ...offline, message: "系统正忙，请稍后再试" }
      : broken;

interface Call {
  method: Route["method"];
  url: string;
  data?: Record<string, unknown>;
}

async function ask(call: Call, token: string | null): Promise<Answer<unknown>> {
  try {
    const got = await Taro.request({
      url: call.url,
      method: call.method,
      ...(call.data ? { data: call.data } : {}),
      header: { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) },
      timeout: 20_000,
    });
    const fine = got.statusCode >= 200 && got.statusCode < 300;
    return fine ? { ok: true, value: got.data } : { ok: false, error: failed(got.statusCode, got.data) };
  } catch {
    return { ok: false, error: offline };
  }
}

let held = "";
const session = {
  read(): string {
    const kept: unknown = keepsSession ? Taro.getStorageSync(tokenKey) : held;
    return typeof kept === "string" ? kept : "";
  },
  keep(token: string): void {
    held = token;
    if (keepsSession) Taro.setStorageSync(tokenKey, token);
  },
};

let signingIn: Promise<Answer<string>> | null = null;

/** One sign-in at a time, however many calls wait for it. */
function signIn(): Promise<Answer<string>> {
  signingIn ??= (async (): Promise<Answer<string>> => {
    const found = await login();
    if (!found.ok) return { ok: false, error: { code: "not-signed-in", message: found.message } };
    const opened = await ask(
      { method: citizen.signIn.method, url: apiOrigin + citizen.signIn.path, data: { code: found.code } },
      null,
    );
    if (!opened.ok) return opened;
    const { token } = opened.value as OutputOf<typeof citizen.signIn>;
    session.keep(token);
    return { ok: true, value: token };
  })().finally(() => {
    signingIn = null;
  });
  return signingIn;
}

/** Runs a call with a token, and once more with a new one when the old is no longer known. */
async function signed<T>(call: (token: string) => Promise<Answer<T>>): Promise<Answer<T>> {
  const kept = session.read();
  if (kept !== "") {
    const first = await call(kept);
    if (first.ok || first.error.code !== "not-signed-in") return first;
    if (session.read() === kept) session.keep("");
  }
  const fresh = await signIn();
  return fresh.ok ? call(fresh.value) : fresh;
}

function caller(route: Route) {
  return (input: Record<string, unknown>): Promise<Answer<unknown>> => {
    const { path, rest } = address(route.path, input);
    const inQuery = route.method === "GET" || route.method === "DELETE";
    const query = Object.entries(rest)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
      .join("&");
    const url = `${apiOrigin}${path}${inQuery && query ? `?${query}` : ""}`;
    const call: Call = { method: route.method, url, ...(inQuery ? {} : { data: rest }) };
    return signed((token) => ask(call, token));
  };
}

const clientOf = <Routes extends Record<string, Route>>(routes: Routes) =>
  Object.fromEntries(
    Object.entries(routes).map(([name, route]) => [name, caller(route)]),
  ) as unknown as ClientOf<Routes>;

export const api = clientOf(routes);
/** The service desk, whose names would say too little among the others. */
export const desk = clientOf(citizenDesk);

const bodyOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const upload = <T>(path: string, file: Picked, onProgress: (percent: number) => void): Promise<Answer<T>> =>
  signed(async (token) => {
    try {
      const done = await send(apiOrigin + path, token, file, onProgress);
      const body = bodyOf(done.body);
      return done.status === 200 || done.status === 201
        ? { ok: true, value: body as T }
        : { ok: false, error: failed(done.status, body) };
    } catch {
      return { ok: false, error: offline };
    }
  });

export const uploadFile = (caseId: string, file: Picked, onProgress: (percent: number) => void) =>
  upload<FileView>(`${citizenFiles.upload}?case=${caseId}`, file, onProgress);

/** For a talk with the desk; the same key is the same file, however often it is tried. */
export const uploadToDesk = (talk: string, key: string, file: Picked, onProgress: (percent: number) => void) =>
  upload<DeskFile>(`${citizenDeskFiles.upload}?talk=${talk}&key=${key}`, file, onProgress);

/** A whole roll 花名册 for an employer. */
export const sendRoll = (
  of: { kind: string; employer: string; project: string | null },
  file: Picked,
  onProgress: (percent: number) => void,
): Promise<Answer<RollView>> => {
  const project = of.project === null ? "" : `&project=${of.project}`;
  return upload(`${rollFiles.send}?kind=${of.kind}&employer=${of.employer}${project}`, file, onProgress);
};
/** The downloaded bad rows of a roll, mended. */
export const sendMended = (
  of: { id: string; code: string },
  file: Picked,
  onProgress: (percent: number) => void,
): Promise<Answer<RollView>> =>
  upload(`${address(rollFiles.mended, { id: of.id }).path}?kind=${of.code}`, file, onProgress);

function fetched(path: string): Promise<Answer<string>> {
  return signed(async (token) => {
    try {
      const done = await fetchFile(apiOrigin + path, token);
      if (done.status === 200) return { ok: true, value: done.local };
      if (done.status === 401) return { ok: false, error: { code: "not-signed-in", message: "请重新打开小程序" } };
      return { ok: false, error: { code: "unavailable", message: "文件没有取到，请稍后重试" } };
    } catch {
      return { ok: false, error: offline };
    }
  });
}

/** A local address under which an uploaded image can be shown. */
export const localFile = (id: string): Promise<Answer<string>> => fetched(address(citizenFiles.file, { id }).path);

/** The same for what was said at the desk. */
export const localDeskFile = (id: string): Promise<Answer<string>> =>
  fetched(address(citizenDeskFiles.file, { id }).path);

/** Fetches the receipt and opens it. */
export const openReceipt = (id: string, number: string) => openPaper(citizenFiles.receipt, id, number);

/** Fetches the certificate that a case issued and opens it. */
export const openCertificate = (id: string, number: string) => openPaper(citizenFiles.certificate, id, number);

async function openPaper(path: string, id: string, number: string): Promise<Answer<null>> {
  const got = await fetched(address(path, { id }).path);
  if (!got.ok) return got;
  await openPdf(got.value, number);
  return { ok: true, value: null };
}

/** Fetches a workbook and opens it. What stands in the query names no person. */
export async function openWorkbook(
  path: string,
  query: Readonly<Record<string, string | undefined>>,
  name: string,
): Promise<Answer<null>> {
  const words = Object.entries(query)
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${encodeURIComponent(value)}`]))
    .join("&");
  const got = await fetched(`${path}?${words}`);
  if (!got.ok) return got;
  await openSheet(got.value, name, "xlsx");
  return { ok: true, value: null };
}

/** An empty form of a roll, or only its wrong rows. */
export async function openRollFile(
  which: { template: string } | { wrong: string },
  name: string,
  type: "xlsx" | "xls",
): Promise<Answer<null>> {
  const { path } =
    "template" in which
      ? address(rollFiles.template, { kind: which.template, type })
      : address(rollFiles.wrong, { id: which.wrong, type });
  const got = await fetched(path);
  if (!got.ok) return got;
  await openSheet(got.value, name, type);
  return { ok: true, value: null };
}
