import { DAY, type Clock } from "./clock.ts";
import { randomText } from "./random.ts";

/** A QR code with parameters: who scans it comes with its scene. */
export interface QrCode {
  ticket: string;
  /** As it comes back in events: a number in digits, or up to 64 characters. */
  scene: string;
  numeric: boolean;
  /** What the picture says; WeChat alone understands it. */
  url: string;
  /** Milliseconds since 1970; null for one that stays for good. */
  until: number | null;
}

export interface QrCodes {
  /** `seconds` null: for good; the same scene again is the same code then. */
  create(scene: string, numeric: boolean, seconds: number | null): QrCode;
  /** Undefined when there never was such a ticket, or its time is over. */
  find(ticket: string): QrCode | undefined;
  /** Those that can still be scanned, newest first. */
  list(): readonly QrCode[];
  permanent(): number;
  toJSON(): SavedQrCodes;
}
export type SavedQrCodes = readonly QrCode[];

export function createQrCodes(clock: Clock, saved: SavedQrCodes = []): QrCodes {
  let all = new Map(saved.map((one) => [one.ticket, one]));
  const alive = (one: QrCode) => one.until === null || one.until > clock.now();
  return {
    create(scene, numeric, seconds) {
      // WeChat says "expired" of an old one and "unknown" of a forgotten one alike: no need to keep them long.
      all = new Map([...all].filter(([, one]) => one.until === null || one.until > clock.now() - DAY));
      const same = [...all.values()].find(
        (one) => one.until === null && seconds === null && one.scene === scene && one.numeric === numeric,
      );
      if (same) return same;
      const code: QrCode = {
        ticket: `gQ${randomText(94)}==`.replaceAll("_", "A").replaceAll("-", "B"),
        scene,
        numeric,
        url: `http://weixin.qq.com/q/02${randomText(20)}`,
        until: seconds === null ? null : clock.now() + seconds * 1000,
      };
      all.set(code.ticket, code);
      return code;
    },
    find(ticket) {
      const code = all.get(ticket);
      return code && alive(code) ? code : undefined;
    },
    list: () => [...all.values()].filter(alive).toReversed(),
    permanent: () => [...all.values()].filter((one) => one.until === null).length,
    toJSON: () => [...all.values()],
  };
}
