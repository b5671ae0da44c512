import { expect, it } from "vitest";
import { faultsOf } from "./shown-by.ts";

const table = (here: string, lines: string[]) =>
  [
    "| Feature | Peer | Here |",
    "| --- | --- | --- |",
    `| Round-robin | Y | ${here} |`,
    "",
    "| Row | Test | Sentence |",
    "| --- | --- | --- |",
    ...lines,
    "",
  ].join("\n");
const read = (file: string) => (file === "a.test.ts" ? `it("goes round", () => undefined);` : undefined);
const line = "| Round-robin | `a.test.ts` | goes round |";

it("wants a test for every Y, in a file that is there, under the sentence that is named", () => {
  expect(faultsOf(table("Y: in turn", [line]), read)).toEqual([]);
  expect(faultsOf(table("P", []), read)).toEqual([]);
  expect(faultsOf(table("Y", []), read)).toEqual([expect.stringContaining("no test is named")]);
  expect(faultsOf(table("Y", [line.replace("goes", "went")]), read)).toEqual([expect.stringContaining("has no test")]);
  expect(faultsOf(table("Y", [line, line.replace("a.test", "b.test")]), read)).toEqual([
    expect.stringContaining("there is no b.test.ts"),
  ]);
  expect(faultsOf(table("Y", [line, line.replace("Round-robin", "Least")]), read)).toEqual([
    expect.stringContaining("is no row"),
  ]);
  expect(faultsOf(table("N", [line]), read)).toEqual([expect.stringContaining("do not have")]);
  expect(faultsOf(table("soon", [line]), read)).toEqual([expect.stringContaining("Y, P or N")]);
});
