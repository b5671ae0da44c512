import { errorStatus, type ErrorBody, type ErrorCode } from "@wsi/shared/contract";

/**
 * A no, as a value: what a domain function answers when the world, a rule or the input does not allow it. The door turns it
 * into the status of its code and rolls the transaction back, so that a refused request leaves nothing behind.
 */
export class Refusal {
  readonly body: ErrorBody;
  constructor(body: ErrorBody) {
    this.body = body;
  }
  get status(): number {
    return errorStatus[this.body.code];
  }
}

export const refuse = (code: ErrorCode, message: string, more: Omit<ErrorBody, "code" | "message"> = {}): Refusal =>
  new Refusal({ code, message, ...more });

export const isRefusal = (value: unknown): value is Refusal => value instanceof Refusal;
