import { describe, expect, it } from "vitest";
import { miniAddress } from "./mini-address.ts";

describe("the address of a mini-program's page", () => {
  it("keeps path and query, with or without a slash in front", () => {
    const wanted = "http://127.0.0.1:3000/m/#/apply/guide/index?code=flexible-employment-renewal";
    expect(miniAddress("http://127.0.0.1:3000", "apply/guide/index?code=flexible-employment-renewal")).toBe(wanted);
    expect(miniAddress("http://127.0.0.1:3000/", "/apply/guide/index?code=flexible-employment-renewal")).toBe(wanted);
  });

  it("is the home page when no page is named", () => {
    expect(miniAddress("http://127.0.0.1:3000", "")).toBe("http://127.0.0.1:3000/m/#/pages/home/index");
  });
});
