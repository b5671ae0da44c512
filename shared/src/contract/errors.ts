/** The closed list of what can go wrong over HTTP. Clients switch on the code; the message is for people and says how to mend it. */
export const errorStatus = {
  "bad-input": 422,
  malformed: 400,
  "not-signed-in": 401,
  "not-allowed": 403,
  /** Staff: the initial password or the second factor comes before anything else. */
  "must-first": 403,
  "not-bound": 403,
  "not-found": 404,
  conflict: 409,
  stale: 409,
  "too-large": 413,
  "wrong-file-type": 415,
  refused: 422,
  "too-many": 429,
  unavailable: 503,
  fault: 500,
} as const;
export type ErrorCode = keyof typeof errorStatus;

export interface ErrorBody {
  code: ErrorCode;
  message: string;
  problems?: { field: string; message: string }[];
  /** For `refused`: what to do instead, and the item that mends it. */
  instead?: string;
  insteadItem?: string;
  retryAfterSeconds?: number;
}
