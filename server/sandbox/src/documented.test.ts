import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { endpointPaths } from "./api/index.ts";
import { faultKinds } from "./world/faults.ts";

const manual = readFileSync(new URL("../../../docs/how-to/test-against-the-sandbox.md", import.meta.url), "utf8");

describe("the manual", () => {
  it.each([...endpointPaths])("names the endpoint %s", (path) => expect(manual).toContain(`\`${path}\``));
  it.each(faultKinds)("explains the fault %s", (kind) =>
    expect(manual).toMatch(new RegExp(`\\| \`${kind}\` +\\| \\S`)),
  );

  it("names no endpoint that is not there", () => {
    const named = [...manual.matchAll(/`(\/(?:cgi-bin|sns|wxaapi|customservice)\/[\w/]+)`/g)].map(
      (one) => one[1] ?? "",
    );
    expect(named.length).toBeGreaterThan(60);
    // The picture of a code is a page, not a call.
    const known = new Set([...endpointPaths, "/cgi-bin/showqrcode"]);
    expect(named.filter((path) => !known.has(path))).toEqual([]);
  });
});
