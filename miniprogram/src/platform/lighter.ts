import type { Picked } from "./upload.ts";

/** From here on a photograph is made smaller before it is sent: on a bad line it would not arrive. Papers stay readable at this size. */
export declare function lighter(picture: Picked): Promise<Picked>;
