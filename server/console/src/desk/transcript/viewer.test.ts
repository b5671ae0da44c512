import { expect, it } from "vitest";
import { moved, type Move } from "./viewer.tsx";

const after = (...moves: Move[]) => moves.reduce(moved, { scale: 1, x: 0, y: 0, turn: 0 });

it("comes nearer to a limit, goes back to the whole picture, and turns round", () => {
  expect(after(...Array.from({ length: 40 }, () => "nearer" as const)).scale).toBe(8);
  expect(after("nearer", "right", "down")).toMatchObject({ x: -80, y: -80 });
  expect(after("nearer", "right", "farther", "farther")).toEqual({ scale: 1, x: 0, y: 0, turn: 0 });
  expect(after("nearer", { dx: 30, dy: -10 }, { dx: 5, dy: 0 })).toMatchObject({ x: 35, y: -10 });
  expect(after("turn", "turn", "turn", "turn").turn).toBe(0);
  expect(after("nearer", "turn", "left", "back")).toEqual({ scale: 1, x: 0, y: 0, turn: 0 });
});
