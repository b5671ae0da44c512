/** Bytes of materials. Content-addressed: the name is the SHA-256, so that keeping the same bytes twice is keeping them once. */
export interface Files {
  /** Durable when it answers. */
  put(sha256: string, bytes: Buffer): Promise<void>;
  /** Throws PortFault when the bytes are not there. */
  get(sha256: string): Promise<Buffer>;
  /** For good; harmless when it is gone. Only for whoever knows that nobody else keeps the same name. */
  drop(sha256: string): Promise<void>;
}
