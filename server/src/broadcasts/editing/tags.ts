import { audienceKinds, type AudienceTag } from "@wsi/shared/contract";
import { Region, regions } from "@wsi/shared/values";
import { sql } from "kysely";
import { countByTag } from "../../followers/index.ts";
import type { AudienceTags } from "../parts.ts";

const groupOf = (code: string): AudienceTag["group"] =>
  Object.hasOwn(regions, code) ? "district" : Object.hasOwn(audienceKinds, code) ? "kind" : "other";

/** Tags as the followers' domain keeps them, in audience_tags. */
export const rowTags: AudienceTags = {
  label: (code) => audienceKinds[code] ?? Region.print(code),
  carries: (openid, codes) =>
    sql<boolean>`exists (select from audience_tags a where a.openid = ${openid} and a.wanted and a.code in (${sql.join([...codes])}))`,
  async list(tx) {
    const counted = await countByTag(tx);
    const codes = [...new Set([...Object.keys(audienceKinds), ...Object.keys(regions), ...counted.keys()])];
    return codes.map((code) => ({
      code,
      label: rowTags.label(code),
      group: groupOf(code),
      followers: counted.get(code) ?? 0,
    }));
  },
};
