/**
 * How the bot is put together, after grammY's idea: small handlers in a row, each of which answers or calls `next`. A branch is a
 * composer of its own, entered through `filter` (which narrows the type of what it sees) or `boundary` (which catches what goes
 * wrong in it and nowhere else).
 */
export type Next = () => Promise<void>;
export type Handler<C> = (ctx: C, next: Next) => void | Promise<void>;
export type Step<C> = Handler<C> | Composer<C>;

/** Runs handlers in their order. `next` may be called once: a second time is a mistake in the handler. */
function inRow<C>(handlers: readonly Handler<C>[]): Handler<C> {
  return (ctx, last) => {
    let reached = -1;
    const run = async (index: number): Promise<void> => {
      if (index <= reached) throw new Error("next() was called twice by one handler");
      reached = index;
      const handler = handlers[index];
      await (handler ? handler(ctx, () => run(index + 1)) : last());
    };
    return run(0);
  };
}

export class Composer<C> {
  readonly #handlers: Handler<C>[] = [];

  /** Adds steps at the end; also later, to a branch that is already part of a tree. */
  use(...steps: Step<C>[]): this {
    this.#handlers.push(
      ...steps.map((step): Handler<C> => (step instanceof Composer ? (ctx, next) => step.run(ctx, next) : step)),
    );
    return this;
  }

  /** A branch for what passes the test; the rest walks by. */
  filter<D extends C>(test: (ctx: C) => ctx is D, ...steps: Step<D>[]): Composer<D>;
  filter(test: (ctx: C) => boolean, ...steps: Step<C>[]): Composer<C>;
  filter<D extends C>(test: (ctx: C) => ctx is D, ...steps: Step<D>[]): Composer<D> {
    const branch = new Composer<D>().use(...steps);
    this.use(async (ctx, next) => (test(ctx) ? branch.run(ctx, next) : next()));
    return branch;
  }

  /** A branch whose errors are handled here. What comes after the branch has left it: its errors are not caught. */
  boundary(onError: (error: unknown, ctx: C) => void | Promise<void>): Composer<C> {
    const branch = new Composer<C>();
    this.use(async (ctx, next) => {
      let through = false;
      try {
        await branch.run(ctx, async () => void (through = true));
      } catch (error) {
        await onError(error, ctx);
        return;
      }
      if (through) await next();
    });
    return branch;
  }

  async run(ctx: C, next: Next = async () => undefined): Promise<void> {
    await inRow(this.#handlers)(ctx, next);
  }
}
