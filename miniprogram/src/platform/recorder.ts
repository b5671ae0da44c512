import type { Picked } from "./upload.ts";

/** A recording under way; it ends by itself after a minute. */
export interface Recording {
  /** Null when there was nothing to hear. */
  stop(): Promise<{ file: Picked; seconds: number } | null>;
}
/** Whether this phone or browser can record what the desk can hear. Where not, the button is not there. */
export declare const canRecord: boolean;
/** Null when the person did not allow the microphone. */
export declare function record(): Promise<Recording | null>;
