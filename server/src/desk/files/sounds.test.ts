import { describe, expect, it } from "vitest";
import { lookAt } from "./files.ts";
import { isRefusal } from "../../refusal.ts";
import { soundOfWebm } from "./sounds.ts";

const hex = (digits: string) => Buffer.from(digits, "hex");
/** An element with its size in two bytes, as recorders write it. */
const element = (id: string, ...body: Buffer[]) => {
  const whole = Buffer.concat(body);
  return Buffer.concat([hex(id), Buffer.from([0x40 | (whole.length >> 8), whole.length & 255]), whole]);
};
const words = (text: string) => Buffer.from(text, "latin1");
const head = element("1a45dfa3", element("4282", words("webm")));
/** Open-ended, as what is recorded live is. */
const open = (id: string, ...body: Buffer[]) => Buffer.concat([hex(id), hex("01ffffffffffffff"), ...body]);
const track = (type: number) =>
  element("ae", element("d7", hex("01")), element("83", hex(`0${type}`)), element("86", words("A_OPUS")));
const info = element(
  "1549a966",
  element("2ad7b1", hex("0f4240")),
  element("7ba9", words("At home")),
  element("4461", hex("0a1b2c3d4e5f6071")),
  element("5741", words("Phone X")),
);
const cluster = (sound: string) => open("1f43b675", element("e7", hex("00")), element("a3", hex(`810000${sound}`)));
const place = words("GPS 30.5N 114.3E ".repeat(20));
const tags = element(
  "1254c367",
  element("7373", element("67c8", element("45a3", words("LOCATION")), element("4487", place))),
);
const recording = (...more: Buffer[]) =>
  Buffer.concat([
    head,
    open("18538067", info, element("1654ae6b", track(2)), cluster("0102"), cluster("0304"), ...more),
  ]);

describe("a recording in WebM", () => {
  it("keeps its sound, and nothing of where, when and with what it was made", async () => {
    const given = recording(tags);
    const looked = await lookAt(given);
    if (isRefusal(looked)) throw new Error(looked.body.message);
    expect(looked.mime).toBe("audio/webm");
    const kept = looked.bytes;
    expect(kept).toHaveLength(given.length);
    for (const trace of ["At home", "Phone X", "GPS", "LOCATION", "0a1b2c3d4e5f6071"])
      expect(kept.includes(trace.startsWith("0a") ? hex(trace) : words(trace))).toBe(false);
    for (const sound of [cluster("0102"), cluster("0304")]) expect(kept.includes(sound)).toBe(true);
    expect(kept.includes(words("A_OPUS"))).toBe(true);
    // What was blanked still reads as elements, so a second look changes nothing.
    expect(soundOfWebm(kept)).toEqual(kept);
  });

  it("is not taken with a picture in it, torn off, or without a track", async () => {
    const film = Buffer.concat([head, open("18538067", info, element("1654ae6b", track(2), track(1)), cluster("00"))]);
    const refused = await lookAt(film);
    expect(isRefusal(refused) && refused.body).toMatchObject({
      code: "wrong-file-type",
      message: expect.stringContaining("录像"),
    });
    expect(soundOfWebm(recording().subarray(0, -1))).toBeUndefined();
    expect(soundOfWebm(Buffer.concat([head, open("18538067", info)]))).toBeUndefined();
    expect(soundOfWebm(Buffer.concat([head, hex("00000000")]))).toBeUndefined();
  });
});
