import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distanceKm, halls, mapLink, nearestHalls } from "./halls.ts";

const point = fc.record({
  latitude: fc.double({ min: -89, max: 89, noNaN: true }),
  longitude: fc.double({ min: -179, max: 179, noNaN: true }),
});

describe("service halls", () => {
  it("are one for every district, each once", () => {
    expect(halls.length).toBeGreaterThanOrEqual(15);
    expect(new Set(halls.map((one) => one.name)).size).toBe(halls.length);
    expect(new Set(halls.map((one) => one.code)).size).toBe(halls.length);
  });

  it("come nearest first, from wherever one asks", () => {
    fc.assert(
      fc.property(point, (from) => {
        const distances = nearestHalls(from, halls.length).map((one) => one.km);
        expect(distances).toEqual(distances.toSorted((a, b) => a - b));
        expect(distances.every((km) => km >= 0 && km < 20_100)).toBe(true);
      }),
    );
  });

  it("are measured as the crow flies", () => {
    expect(distanceKm({ latitude: 30, longitude: 114 }, { latitude: 31, longitude: 114 })).toBeCloseTo(111.2, 0);
    expect(nearestHalls({ latitude: 30.553, longitude: 114.317 }, 1)[0]?.district).toBe("武昌区");
  });

  it("are searched on the map by name", () => {
    const [first] = halls;
    expect(first && new URL(mapLink(first)).searchParams.get("keyword")).toBe("江岸区政务服务中心");
  });
});
