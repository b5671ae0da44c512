// Runs the compiled mini-program (dist/weapp) through its main way, with an invented server. Build it first: npm run build:weapp
import assert from "node:assert/strict";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { JSDOM } from "jsdom";
import { it } from "vitest";
import { libraryCard } from "@wsi/shared/items";
import { readPack } from "./pack.mjs";
import { startPhone } from "./phone.mjs";

const dist = process.env.WEAPP_DIST ?? fileURLToPath(new URL("../../../dist/weapp", import.meta.url));
const { window } = new JSDOM("<!doctype html><body></body>", { pretendToBeVisual: true, url: "http://localhost/" });
for (const name of ["window", "document", "MouseEvent", "Event", "HTMLElement", "Node", "MutationObserver"])
  globalThis[name] = name === "window" ? window : window[name];

const id = "11111111-1111-4111-8111-111111111111";
const definition = { ...libraryCard, steps: libraryCard.steps.slice(0, 1), materials: {}, facts: ["insured"] };
const mobile = { value: "13800138001", source: "您绑定时填的手机号" };
let kept = { mobile: mobile.value };
let revision = 0;
let state = "draft";
const keys = [];
const view = () => ({
  id,
  number: state === "draft" ? null : "WH20261123000001",
  item: { code: definition.code, name: definition.name, version: 1 },
  state,
  updatedAt: "2026-11-23T01:00:00.000Z",
  due: null,
  behalf: null,
  definition,
  answers: kept,
  prefilled: { mobile },
  facts: { insured: true },
  revision,
  actions: state === "draft" ? ["save", "submit", "withdraw"] : [],
  timeline: [],
  notices: [],
  files: [],
  decision: null,
  rating: null,
  waitsUntil: null,
  corrections: [],
  certificate: null,
});
const preview = {
  problems: [],
  refusal: null,
  consequences: ["逾期不还，每天收取滞纳金。"],
  outcome: null,
  fee: null,
  answers: [],
  bring: [],
  needsSignature: true,
  typed: { typed: 2, total: 3 },
};

const fine = (body) => ({ statusCode: 200, data: body, header: {} });

function serve({ url, method, data, header }) {
  const route = `${method} ${new URL(url).pathname}`;
  if (route === "POST /api/session")
    return fine({ token: "token-1", me: { person: null, unreadNotices: 0, acting: { employers: [], people: [] } } });
  if (header.Authorization !== "Bearer token-1")
    return { statusCode: 401, data: { code: "not-signed-in", message: "请重新登录" } };
  if (route === "GET /api/me") return fine({ person: null, unreadNotices: 0, acting: { employers: [], people: [] } });
  if (route === "GET /api/items") return fine([]);
  if (route === `GET /api/items/${definition.code}`)
    return fine({ definition, facts: { insured: true }, refusal: null });
  if (route === "POST /api/cases" || route === `GET /api/cases/${id}`) return fine(view());
  if (route === `PUT /api/cases/${id}/answers`) {
    kept = data.answers;
    revision += 1;
    return fine(view());
  }
  if (route === `POST /api/cases/${id}/preview`) return fine(preview);
  if (route === `POST /api/cases/${id}/actions`) {
    keys.push(data.key);
    if (keys.length === 1) return { statusCode: 503, data: { code: "unavailable", message: "系统正忙" } };
    state = "submitted";
    return fine(view());
  }
  return { statusCode: 404, data: { code: "not-found", message: route } };
}

const pack = readPack(path.resolve(dist));
const phone = await startPhone({ pack, serve, mount: window.document.body });

it("the first page signs in by itself and asks an unbound person to bind", async () => {
  phone.open("pages/home/index");
  await phone.says("绑定社保账户");
  assert.equal(phone.state.calls.filter((call) => call.url.endsWith("/api/session")).length, 1);
  await phone.tap("bind-start");
  await phone.on("me/bind/index");
});

it("binding says how to mend what is wrong before asking the server", async () => {
  await phone.type("bind-id", "123");
  await phone.tap("bind-submit");
  await phone.says("请填写密码条上的密码");
  assert.ok(!phone.state.calls.some((call) => call.url.endsWith("/api/me/binding")));
});

it("an item is read, filled in, confirmed once though the first answer was lost, and done", async () => {
  phone.open(`apply/guide/index?code=${definition.code}`);
  await phone.tap("guide-start");
  await phone.on("apply/form/index");
  await phone.type("field-name", "陈建华");
  await phone.tap("form-next");
  await phone.says("请填写「身份证号码」");
  await phone.type("field-idNumber", "990101195801012217");
  await phone.tap("form-next");
  await phone.tap("review-consequence-0");
  assert.deepEqual(kept, { name: "陈建华", idNumber: "990101195801012217", mobile: "13800138001" });
  await phone.type("review-signature", "陈建华");
  await phone.tap("review-confirm");
  await phone.says("不会重复提交");
  await phone.tap("review-confirm");
  await phone.on("apply/done/index");
  await phone.says("WH20261123000001");
  assert.equal(new Set(keys).size, 1);
  assert.equal(keys.length, 2);
});

it("large type changes the page at once and is kept", async () => {
  phone.open("pages/home/index");
  await phone.says("绑定社保账户");
  await phone.tap("large-type");
  await phone.says("开");
  assert.ok(window.document.querySelector(".large"));
  assert.equal(phone.state.storage.get("large-type"), "true");
});
