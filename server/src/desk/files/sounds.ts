import { unlessTorn } from "./torn.ts";

/**
 * WebM as browsers record it where they cannot record MP4 (Firefox, older Android): sound alone is taken, and what a program wrote into it
 * besides the sound (title, day, names of programs, tags, attachments) is blanked in place, so that nothing else moves. Undefined: a film,
 * or not whole. Element numbers are those of the Matroska specification (RFC 9559).
 */
export const soundOfWebm = (bytes: Buffer): Buffer | undefined => unlessTorn(() => cleanWebm(Buffer.from(bytes)));

function cleanWebm(clean: Buffer): Buffer | undefined {
  let heard = false;
  for (const { id, at, from, end } of elements(clean, 0, clean.length)) {
    if (id === TRACKS) {
      if (!onlySound(clean, from, end)) return undefined;
      heard = true;
    } else if (id === INFO) {
      for (const inner of elements(clean, from, end))
        if (TRACES_OF_INFO.has(inner.id)) blank(clean, inner.at, inner.end);
    } else if (TRACES.has(id)) blank(clean, at, end);
  }
  return heard ? clean : undefined;
}

const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const INFO = 0x1549a966;
const TRACKS = 0x1654ae6b;
const TRACK_ENTRY = 0xae;
const TRACK_TYPE = 0x83;
const SOUND = 2;
const VOID = 0xec;
/** Tags, attachments, chapters. */
const TRACES: ReadonlySet<number> = new Set([0x1254c367, 0x1941a469, 0x1043a770]);
/** Title, day, the programs that made it. */
const TRACES_OF_INFO: ReadonlySet<number> = new Set([0x7ba9, 0x4461, 0x4d80, 0x5741]);

interface Element {
  id: number;
  /** Where it begins, where its body does, and where it ends. */
  at: number;
  from: number;
  end: number;
}

/** The elements in a stretch. Recorders leave segments and clusters open-ended: those are stepped into, so that one loop reads all. */
function* elements(bytes: Buffer, from: number, end: number): Generator<Element> {
  for (let at = from; at < end;) {
    const idBytes = Math.clz32(bytes.readUInt8(at)) - 23;
    if (idBytes > 4) throw new RangeError("no element");
    const id = bytes.readUIntBE(at, idBytes);
    const first = bytes.readUInt8(at + idBytes);
    const sizeBytes = Math.clz32(first) - 23;
    if (sizeBytes > 8) throw new RangeError("no size");
    const body = at + idBytes + sizeBytes;
    if (id === SEGMENT || id === CLUSTER) {
      at = body;
      continue;
    }
    let size = first & (0xff >> sizeBytes);
    for (let byte = 1; byte < sizeBytes; byte += 1) size = size * 256 + bytes.readUInt8(at + idBytes + byte);
    if (body + size > end) throw new RangeError("torn off");
    yield { id, at, from: body, end: body + size };
    at = body + size;
  }
}

function onlySound(bytes: Buffer, from: number, end: number): boolean {
  const types: number[] = [];
  for (const track of elements(bytes, from, end))
    if (track.id === TRACK_ENTRY)
      for (const one of elements(bytes, track.from, track.end))
        if (one.id === TRACK_TYPE) types.push(bytes.readUIntBE(one.from, one.end - one.from));
  return types.length > 0 && types.every((type) => type === SOUND);
}

/** An element of the same length that says nothing. */
function blank(bytes: Buffer, at: number, end: number): void {
  const long = end - at > 128;
  bytes.fill(0, at, end);
  bytes.writeUInt8(VOID, at);
  if (long) {
    bytes.writeUInt8(0x01, at + 1);
    bytes.writeUIntBE(end - at - 9, at + 3, 6);
  } else bytes.writeUInt8(0x80 | (end - at - 2), at + 1);
}
