import type { FileType } from "@wsi/shared/field";

/** A file the person picked. `bytes` is its size; `source` is what this platform needs to send it. */
export interface Picked {
  name: string;
  bytes: number;
  source: unknown;
}
export interface Sent {
  status: number;
  /** The body of the answer as text. */
  body: string;
}
/** What may be picked: materials, and spreadsheets for rolls. */
export type PickType = FileType | "xlsx" | "xls";
export type PickFrom = "camera" | "album" | "file";

/** Lets the person pick; an empty list when they changed their mind. */
export declare function pick(from: PickFrom, accept: readonly PickType[], count: number): Promise<Picked[]>;
/** Sends one file as multipart part `file`; `onProgress` hears 0..100. Rejects when the network fails. */
export declare function send(
  url: string,
  token: string,
  file: Picked,
  onProgress: (percent: number) => void,
): Promise<Sent>;
