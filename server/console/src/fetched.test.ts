import { describe, expect, it, vi } from "vitest";
import { fetching } from "./fetched.ts";

const house = () => {
  const answers: (() => Promise<string>)[] = [];
  const load = vi.fn<() => Promise<string>>(() => answers.shift()?.() ?? Promise.reject(new Error("nothing left")));
  return { load, answers, room: fetching(load) };
};
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("fetching a room", () => {
  it("asks for nothing until it is wanted, and once however often it is", async () => {
    const { room, load, answers } = house();
    expect([room.now(), load.mock.calls.length]).toEqual([{ is: "waiting" }, 0]);
    answers.push(async () => "the desk");
    room.fetch();
    room.fetch();
    await settled();
    room.fetch();
    expect(room.now()).toEqual({ is: "here", found: "the desk" });
    expect(load).toHaveBeenCalledTimes(1);
  });

  it("says that it failed, tells who looks, and tries again when told", async () => {
    const { room, load, answers } = house();
    const changed = vi.fn<() => void>();
    const deaf = room.listen(changed);
    room.fetch();
    await settled();
    expect(room.now()).toEqual({ is: "failed" });
    expect(changed).toHaveBeenCalledTimes(1);
    answers.push(async () => "the desk");
    room.fetch();
    expect(room.now()).toEqual({ is: "waiting" });
    await settled();
    expect(room.now()).toEqual({ is: "here", found: "the desk" });
    deaf();
    expect(load).toHaveBeenCalledTimes(2);
  });
});
