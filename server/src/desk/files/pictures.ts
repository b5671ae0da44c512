import { unlessTorn } from "./torn.ts";

/**
 * Pictures without what a phone writes into them besides the picture: where it was taken, when, by which phone, whose edit. Only how it is
 * to be turned stays, else half of all photographs would lie on their side. What is not a whole picture answers undefined.
 */
export const withoutTraces = (bytes: Buffer, mime: string): Buffer | undefined =>
  unlessTorn(() => {
    if (mime === "image/jpeg") return cleanJpeg(bytes);
    if (mime === "image/png") return cleanPng(bytes);
    if (mime === "image/webp") return cleanWebp(bytes);
    return bytes;
  });

const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;
const COMMENT = 0xfe;
const SCAN = 0xda;
const END = 0xd9;

/** Of the application's own segments only colours are the picture's: JFIF, ICC profile, Adobe. */
function isPicture(marker: number, body: Buffer): boolean {
  if (marker === COMMENT) return false;
  if (marker < APP0 || marker > APP15) return true;
  return (
    marker === APP0 ||
    marker === APP14 ||
    (marker === APP2 && body.subarray(0, 11).toString("latin1") === "ICC_PROFILE")
  );
}

function cleanJpeg(bytes: Buffer): Buffer | undefined {
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let at = 2;
  for (;;) {
    if (bytes.readUInt8(at) !== 0xff) return undefined;
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // Whatever comes after the end (a film, a second picture) is not shown and not kept.
    if (marker === END) return Buffer.concat([...kept, Buffer.from([0xff, END])]);
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) return undefined;
    const body = bytes.subarray(at + 4, end);
    if (isPicture(marker, body)) kept.push(bytes.subarray(at, end));
    const turn = marker === APP1 ? turnOf(body) : 1;
    if (turn > 1) kept.push(turned(turn));
    at = end;
    if (marker !== SCAN) continue;
    // The picture itself: until a marker that is neither a stuffed byte nor a restart.
    while (bytes.readUInt8(at) !== 0xff || /^(0|20[89]|21[0-5])$/.test(String(bytes.readUInt8(at + 1)))) at += 1;
    kept.push(bytes.subarray(end, at));
  }
}

const EXIF = Buffer.from("Exif\0\0", "latin1");
const ORIENTATION = 0x0112;

/** 1 … 8, how the picture is to be turned; 1 when nothing is said. */
function turnOf(body: Buffer): number {
  if (!body.subarray(0, 6).equals(EXIF)) return 1;
  const tiff = body.subarray(6);
  const little = tiff.subarray(0, 2).toString("latin1") === "II";
  const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const told = unlessTorn(() => {
    const from = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
    for (let entry = 0; entry < u16(from); entry += 1) {
      const at = from + 2 + entry * 12;
      if (u16(at) === ORIENTATION) return u16(at + 8);
    }
    return 1;
  });
  return told !== undefined && told <= 8 ? told : 1;
}

/** A segment that says how to turn and nothing else. */
const turned = (turn: number): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, APP1, 0, 34]),
    EXIF,
    Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0, 0, 0, 0, 0]),
  ]);

const TRACES_OF_PNG: ReadonlySet<string> = new Set(["tEXt", "zTXt", "iTXt", "eXIf", "tIME"]);

function cleanPng(bytes: Buffer): Buffer | undefined {
  const kept: Buffer[] = [bytes.subarray(0, 8)];
  for (let at = 8; ;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    const type = bytes.subarray(at + 4, at + 8).toString("latin1");
    if (end > bytes.length) return undefined;
    if (!TRACES_OF_PNG.has(type)) kept.push(bytes.subarray(at, end));
    if (type === "IEND") return Buffer.concat(kept);
    at = end;
  }
}

const EXIF_AND_XMP = 0x0c;

function cleanWebp(bytes: Buffer): Buffer | undefined {
  const whole = 8 + bytes.readUInt32LE(4);
  if (whole > bytes.length) return undefined;
  const kept: Buffer[] = [];
  for (let at = 12; at < whole;) {
    const type = bytes.subarray(at, at + 4).toString("latin1");
    const size = bytes.readUInt32LE(at + 4);
    const end = Math.min(at + 8 + size + (size % 2), whole);
    if (at + 8 + size > whole) return undefined;
    const chunk = Buffer.from(bytes.subarray(at, end));
    if (type === "VP8X") chunk.writeUInt8(chunk.readUInt8(8) & ~EXIF_AND_XMP, 8);
    if (type !== "EXIF" && type !== "XMP ") kept.push(chunk);
    at = end;
  }
  const body = Buffer.concat(kept);
  const head = Buffer.from(bytes.subarray(0, 12));
  head.writeUInt32LE(4 + body.length, 4);
  return Buffer.concat([head, body]);
}
