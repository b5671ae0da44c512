import { citizenTools } from "@wsi/shared/contract";
import type { Door } from "../http/door.ts";
import { perMinute } from "../http/limit.ts";
import { toolCards, viewTool, workTool } from "../tools/index.ts";
import type { ApiParts } from "./parts.ts";

/** Calculators. Working one out reads figures alone and keeps nothing, so anybody may; only the first answers need to know who asks. */
export function toolRoutes(door: Door, { core }: ApiParts): void {
  door.serve(citizenTools.tools, { who: "anyone" }, async () => toolCards());
  door.serve(citizenTools.tool, { who: "citizen", audit: "tool.view" }, ({ input, actor, tx, now, about }) => {
    about("tool", input.code);
    return viewTool(core, tx, input.code, actor.personId, now);
  });
  door.serve(citizenTools.work, { who: "anyone", limit: perMinute("tools", 120) }, ({ input, tx, now }) =>
    workTool(tx, input, now),
  );
}
