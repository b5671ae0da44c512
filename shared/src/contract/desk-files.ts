/**
 * Files of a talk, not JSON, so not typed routes. Both sides alike:
 *   POST …/files?talk=<id>&key=<key>  multipart, one part `file`, 10 MB → DeskFile; the same key is the same file
 *   GET  …/files/:id                  the bytes, for the talk's citizen, and for the desk
 * What a file is, its bytes say; its name only claims.
 */
export const citizenDeskFiles = { upload: "/api/desk/files", file: "/api/desk/files/:id" } as const;
export const staffDeskFiles = { upload: "/console/api/desk/files", file: "/console/api/desk/files/:id" } as const;

/** An uploaded file that can be sent with `attach`. */
export interface DeskFile {
  id: string;
  name: string;
  mime: string;
  bytes: number;
}

/** Days after its talk has ended, in which a file can still be looked at. */
export const deskFileDays = 90;

const voices = /^audio\/|^video\/mp4$/;
/** Whether bytes of this type can be sent as such a message. Phones record voice into the container of videos. */
export function fitsKind(kind: "image" | "voice" | "video" | "file", mime: string): boolean {
  if (kind === "image") return mime.startsWith("image/");
  if (kind === "voice") return voices.test(mime);
  return kind === "file" || mime === "video/mp4";
}
