import type { FollowerTagView } from "@wsi/shared/contract";

const groups = [
  { group: "kind", name: "人群" },
  { group: "district", name: "区" },
] as const;

/** The tags as filters: one at a time, a second tap takes it away. */
export function TagChips({
  tags,
  chosen,
  choose,
}: {
  tags: readonly FollowerTagView[];
  chosen: string | null;
  choose(code: string | null): void;
}) {
  return (
    <div className="fans-chips" role="group" aria-label="按标签筛选">
      {groups.map(({ group, name }) => (
        <div key={group}>
          <span>{name}</span>
          <p>
            {tags
              .filter((one) => one.group === group)
              .map((one) => (
                <button
                  type="button"
                  key={one.code}
                  aria-pressed={one.code === chosen}
                  className={one.followers === 0 ? "empty" : ""}
                  title={
                    one.wechatId === null ? "微信上还没有这个标签，同步后自动建立" : `微信标签编号 ${one.wechatId}`
                  }
                  onClick={() => choose(one.code === chosen ? null : one.code)}
                  data-test={`fans-tag-${one.code}`}
                >
                  {one.label} <b>{one.followers.toLocaleString("zh-CN")}</b>
                </button>
              ))}
          </p>
        </div>
      ))}
    </div>
  );
}
