/** How a call to the outside can break. A refusal by the other side is a value, never this. */
export type FaultKind =
  /** Never reached the other side: safe to repeat. */
  | "unreachable"
  /** Left us, no answer came: it may have happened. Never repeat blindly what has no idempotency key. */
  | "timeout"
  /** The other side is overloaded or out of quota for now. */
  | "busy"
  /** An answer that makes no sense. */
  | "nonsense"
  /** Our credentials or configuration are wrong: an operator must act. */
  | "misconfigured";

export class PortFault extends Error {
  readonly port: string;
  readonly kind: FaultKind;
  /** What is wrong, without the port and the kind. */
  readonly because: string;
  /** The other side's own number, when it gave one. */
  readonly code: number | undefined;
  constructor(port: string, kind: FaultKind, message: string, code?: number) {
    super(`${port}: ${kind}: ${message}`);
    this.name = "PortFault";
    this.port = port;
    this.kind = kind;
    this.because = message;
    this.code = code;
  }
  get retryable(): boolean {
    return this.kind === "unreachable" || this.kind === "busy";
  }
}
