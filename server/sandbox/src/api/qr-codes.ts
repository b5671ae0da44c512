import type { QrCode } from "../world/qr-codes.ts";
import type { World } from "../world/index.ts";
import { post, record, text, type Call, type Endpoint } from "./endpoint.ts";
import { need, Refused } from "./errors.ts";

const LONGEST = 2_592_000;
const UNLESS_TOLD = 60;
const PERMANENT = 100_000;
const SHORT_LINK_BYTES = 4096;

/** A number (32 bits, not 0; up to 100 000 for good) or a text of 1 to 64 characters. */
function sceneOf(body: Call["body"], numeric: boolean, most: number): string {
  const scene = record(record(body["action_info"])["scene"]);
  if (numeric) {
    const id = scene["scene_id"];
    need(typeof id === "number" && Number.isInteger(id) && id > 0 && id <= most, 40053);
    return String(id);
  }
  const words = text(scene["scene_str"]);
  need(words !== "" && Array.from(words).length <= 64, 40053);
  return words;
}

function secondsOf(given: unknown, otherwise: number, code: 40053 | 40097): number {
  if (given === undefined) return otherwise;
  if (typeof given !== "number" || !Number.isInteger(given) || given < 1 || given > LONGEST) throw new Refused(code);
  return given;
}

function create(world: World, body: Call["body"]): QrCode {
  switch (body["action_name"]) {
    case "QR_SCENE":
    case "QR_STR_SCENE": {
      const numeric = body["action_name"] === "QR_SCENE";
      const seconds = secondsOf(body["expire_seconds"], UNLESS_TOLD, 40053);
      return world.qrCodes.create(sceneOf(body, numeric, 2 ** 32 - 1), numeric, seconds);
    }
    case "QR_LIMIT_SCENE":
    case "QR_LIMIT_STR_SCENE": {
      const numeric = body["action_name"] === "QR_LIMIT_SCENE";
      const scene = sceneOf(body, numeric, PERMANENT);
      need(world.qrCodes.permanent() < PERMANENT, 45029);
      return world.qrCodes.create(scene, numeric, null);
    }
    default:
      throw new Refused(40053);
  }
}

/** QR codes with parameters, and short keys for long texts. The picture of a ticket is a page of its own: see picture-pages.ts. */
export const qrCodes: readonly Endpoint[] = [
  post("/cgi-bin/qrcode/create", ({ world, body }) => {
    const { ticket, url, until } = create(world, body);
    if (until === null) return { ticket, url };
    return { ticket, expire_seconds: Math.round((until - world.clock.now()) / 1000), url };
  }),
  post("/cgi-bin/shorten/gen", ({ world, body }) => {
    const data = text(body["long_data"]);
    need(data !== "" && Buffer.byteLength(data) <= SHORT_LINK_BYTES, 40097);
    const { key } = world.shortLinks.create(data, secondsOf(body["expire_seconds"], LONGEST, 40097));
    return { errcode: 0, errmsg: "ok", short_key: key };
  }),
  post("/cgi-bin/shorten/fetch", ({ world, body }) => {
    const link = world.shortLinks.find(text(body["short_key"]));
    if (!link) throw new Refused(40097);
    const created = Math.floor(link.createdAt / 1000);
    const left = Math.floor((link.createdAt + link.seconds * 1000 - world.clock.now()) / 1000);
    return { errcode: 0, errmsg: "ok", long_data: link.data, create_time: created, expire_seconds: left };
  }),
];
