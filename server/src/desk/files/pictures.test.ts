import { describe, expect, it } from "vitest";
import { withoutTraces } from "./pictures.ts";

const u16 = (n: number) => Buffer.from([n >> 8, n & 255]);
const segment = (marker: number, body: Buffer) =>
  Buffer.concat([Buffer.from([0xff, marker]), u16(body.length + 2), body]);
const text = (words: string) => Buffer.from(words, "latin1");
const scan = Buffer.concat([
  segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
  Buffer.from([1, 0xff, 0, 2, 0xff, 0xd0, 3]),
]);
const jpeg = (...segments: Buffer[]) =>
  Buffer.concat([Buffer.from([0xff, 0xd8]), ...segments, scan, Buffer.from([0xff, 0xd9])]);
/** Exif in either order of bytes: how to turn it, and a place. */
function exif(turn: number, little: boolean): Buffer {
  const two = (n: number) => (little ? Buffer.from([n & 255, n >> 8]) : u16(n));
  const four = (n: number) => (little ? Buffer.concat([two(n), two(0)]) : Buffer.concat([two(0), two(n)]));
  const entry = (tag: number, value: number) => Buffer.concat([two(tag), two(3), four(1), two(value), two(0)]);
  const head = Buffer.concat([text(little ? "II" : "MM"), two(42), four(8)]);
  return Buffer.concat([
    text("Exif\0\0"),
    head,
    two(2),
    entry(0x0112, turn),
    entry(0x8825, 7),
    four(0),
    text("GPS 30.5N 114.3E"),
  ]);
}
const chunk = (type: string, body: Buffer) =>
  Buffer.concat([u16(0), u16(body.length), text(type), body, Buffer.from([1, 2, 3, 4])]);
const png = (...chunks: Buffer[]) => Buffer.concat([text("\x89PNG\r\n\x1a\n"), ...chunks, chunk("IEND", text(""))]);
const riff = (type: string, body: Buffer) => {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([text(type), size, body, ...(body.length % 2 ? [Buffer.from([0])] : [])]);
};
const webp = (...chunks: Buffer[]) => riff("RIFF", Buffer.concat([text("WEBP"), ...chunks]));

describe("a JPEG", () => {
  it("loses place, maker, edits and comments, and keeps colours and the picture byte for byte", () => {
    const kept = [
      segment(0xe0, text("JFIF\0")),
      segment(0xe2, text("ICC_PROFILE\0 colours")),
      segment(0xee, text("Adobe")),
    ];
    const lost = [
      segment(0xe1, exif(1, true)),
      segment(0xe1, text("http://ns.adobe.com/xap/1.0/\0<x/>")),
      segment(0xe2, text("MPF\0 another picture")),
      segment(0xed, text("Photoshop 3.0\0")),
      segment(0xfe, text("by me")),
    ];
    expect(withoutTraces(jpeg(...lost, ...kept), "image/jpeg")).toEqual(jpeg(...kept));
  });

  it.each([true, false])("keeps only how it is to be turned (little-endian: %s)", (little) => {
    const clean = withoutTraces(jpeg(segment(0xe1, exif(6, little))), "image/jpeg");
    expect(clean?.toString("latin1")).not.toContain("GPS");
    // What was written is read again as the same, and as nothing else.
    expect(withoutTraces(clean ?? Buffer.alloc(0), "image/jpeg")).toEqual(clean);
    expect(clean?.subarray(2, 6)).toEqual(Buffer.from([0xff, 0xe1, 0, 34]));
    expect(clean?.subarray(30, 32)).toEqual(Buffer.from([0, 6]));
  });

  it("ends where it ends: a film behind it is not kept, one torn off is no picture", () => {
    expect(withoutTraces(Buffer.concat([jpeg(), text("ftypmp42 film")]), "image/jpeg")).toEqual(jpeg());
    for (const cut of [3, 5, 12, jpeg().length - 1])
      expect(withoutTraces(jpeg().subarray(0, cut), "image/jpeg")).toBeUndefined();
    expect(withoutTraces(Buffer.concat([Buffer.from([0xff, 0xd8]), text("nonsense")]), "image/jpeg")).toBeUndefined();
  });
});

it("a PNG loses its words and times, and is no picture when torn off", () => {
  const kept = [chunk("IHDR", text("12345")), chunk("IDAT", text("picture"))];
  const lost = ["tEXt", "zTXt", "iTXt", "eXIf", "tIME"].map((type) => chunk(type, text("where I live")));
  expect(withoutTraces(png(...kept, ...lost), "image/png")).toEqual(png(...kept));
  expect(withoutTraces(png(...kept).subarray(0, 40), "image/png")).toBeUndefined();
});

it("a WebP loses Exif and XMP, and says so in its head", () => {
  const head = (flags: number) => riff("VP8X", Buffer.from([flags, 0, 0, 0, 9, 0, 0, 9, 0, 0]));
  const picture = riff("VP8 ", text("picture"));
  const dirty = webp(head(0x1c), picture, riff("EXIF", exif(1, true)), riff("XMP ", text("<x/>")));
  expect(withoutTraces(dirty, "image/webp")).toEqual(webp(head(0x10), picture));
  expect(withoutTraces(dirty.subarray(0, 30), "image/webp")).toBeUndefined();
});

it("anything else is left as it is", () => {
  expect(withoutTraces(text("%PDF-1.7"), "application/pdf")).toEqual(text("%PDF-1.7"));
});
