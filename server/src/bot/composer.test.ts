import { describe, expect, it } from "vitest";
import { Composer } from "./composer.ts";

interface Seen {
  said: string | undefined;
  log: string[];
}
const ctx = (said?: string): Seen => ({ said, log: [] });
const speaks = (one: Seen): one is Seen & { said: string } => one.said !== undefined;
const mark = (name: string) => async (one: Seen, next: () => Promise<void>) => {
  one.log.push(name);
  await next();
};

describe("a composer", () => {
  it("runs in order, outside in and inside out", async () => {
    const one = ctx();
    await new Composer<Seen>()
      .use(async (seen, next) => {
        seen.log.push("in");
        await next();
        seen.log.push("out");
      }, mark("middle"))
      .run(one);
    expect(one.log).toEqual(["in", "middle", "out"]);
  });

  it("takes late additions to a branch that is already in the tree", async () => {
    const one = ctx("好");
    const root = new Composer<Seen>();
    const branch = root.filter(speaks);
    root.use(mark("after"));
    branch.use((seen, next) => {
      seen.log.push(seen.said.length.toString());
      return next();
    });
    await root.run(one);
    expect(one.log).toEqual(["1", "after"]);
    const silent = ctx();
    await root.run(silent);
    expect(silent.log).toEqual(["after"]);
  });

  it("catches in a boundary only what goes wrong in its branch", async () => {
    const root = new Composer<Seen>();
    const safe = root.boundary((_error, seen) => void seen.log.push("caught"));
    safe.use((seen, next) => {
      if (seen.said === "inside") throw new Error("inside");
      return next();
    });
    root.use((seen) => {
      seen.log.push("after");
      if (seen.said === "outside") throw new Error("outside");
    });
    const inside = ctx("inside");
    await root.run(inside);
    expect(inside.log).toEqual(["caught"]);
    const outside = ctx("outside");
    await expect(root.run(outside)).rejects.toThrow("outside");
    expect(outside.log).toEqual(["after"]);
  });

  it("refuses a handler that calls next twice", async () => {
    const root = new Composer<Seen>().use(async (_seen, next) => {
      await next();
      await next();
    });
    await expect(root.run(ctx())).rejects.toThrow("next() was called twice");
  });
});
