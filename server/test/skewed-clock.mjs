// Loaded before a server whose machine has the wrong time: CLOCK_SKEW_MS is how far it is ahead (negative: behind).
const skew = Number(process.env["CLOCK_SKEW_MS"] ?? 0);
const Right = Date;
globalThis.Date = class extends Right {
  constructor(...given) {
    if (given.length === 0) super(Right.now() + skew);
    else super(...given);
  }
  static now() {
    return Right.now() + skew;
  }
};
