import { followerPageSize, followerRoutes, markedByHand, type FollowerRow, type InputOf } from "@wsi/shared/contract";
import { Button, Input, Pagination, Segmented, Select } from "antd";
import { useState } from "react";
import { exactTime, timeWords } from "../beijing.ts";
import { useNow } from "../session.tsx";
import { Blank, Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { ClerkMark } from "./clerk-mark.tsx";

type Search = InputOf<typeof followerRoutes.search>;
type Following = NonNullable<Search["following"]>;
type Bound = NonNullable<Search["bound"]>;

const followings: { value: Following; label: string }[] = [
  { value: "yes", label: "正在关注" },
  { value: "no", label: "已取消" },
  { value: "all", label: "全部" },
];
const bounds: { value: Bound; label: string }[] = [
  { value: "all", label: "绑没绑定都要" },
  { value: "yes", label: "已绑定" },
  { value: "no", label: "没绑定" },
];

/** Followers, newest first. Only the end of the openid is shown; whose it is, is nobody's business here. */
export function FollowerList({
  tag,
  nobody,
  changed,
}: {
  tag: string | null;
  /** Nobody is known yet: because there is nobody, or because they are just coming. */
  nobody: "none" | "coming" | null;
  changed(): void;
}) {
  const now = useNow(60);
  const [following, setFollowing] = useState<Following>("yes");
  const [bound, setBound] = useState<Bound>("all");
  const [tail, setTail] = useState("");
  const [page, setPage] = useState(1);
  const [marking, setMarking] = useState<FollowerRow | null>(null);
  const found = useAsked(followerRoutes.search, { following, bound, tail, page, ...(tag === null ? {} : { tag }) });
  const first =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setPage(1);
    };
  const { value, trouble } = found;
  return (
    <section className="fans-list" aria-label="粉丝名单">
      <div className="fans-filter">
        <Segmented value={following} options={followings} onChange={first(setFollowing)} />
        <Select value={bound} options={bounds} onChange={first(setBound)} aria-label="绑定" data-test="fans-bound" />
        <Input.Search
          allowClear
          placeholder="编号结尾，至少 4 位"
          aria-label="按编号结尾找"
          onSearch={first((text: string) => setTail(text.trim()))}
          data-test="fans-tail"
        />
        {value && <span>共 {value.total.toLocaleString("zh-CN")} 人</span>}
      </div>
      {trouble !== null && !value ? <Failed message={trouble} retry={found.reload} /> : null}
      {trouble === null && !value ? <Loading /> : null}
      {value?.rows.length === 0 && nobody === "coming" && (
        <Blank title="正在从微信取粉丝" text="取完会自动显示在这里，可以先去做别的。" />
      )}
      {value?.rows.length === 0 && nobody === "none" && (
        <Blank title="还没有粉丝" text="点「和微信同步」，把公众号的粉丝取过来；以后有人关注会自动出现。" />
      )}
      {value?.rows.length === 0 && nobody === null && (
        <Blank title="没有符合的粉丝" text="换个标签或条件试试；标签每天凌晨按参保情况更新。" />
      )}
      {value && value.rows.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>编号结尾</th>
              <th>关注时间</th>
              <th>社保账户</th>
              <th>标签</th>
              <th>
                <span className="unseen">操作</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {value.rows.map((row) => (
              <tr key={row.number} data-test="fans-row">
                <td>
                  <code>…{row.tail}</code>
                </td>
                <td>
                  {row.followedAt ? (
                    <time dateTime={row.followedAt} title={exactTime(row.followedAt)}>
                      {timeWords(row.followedAt, now)}
                    </time>
                  ) : (
                    "同步后知道"
                  )}
                  {row.leftAt && <small title={exactTime(row.leftAt)}>{timeWords(row.leftAt, now)} 取消关注</small>}
                </td>
                <td>{row.bound ? "已绑定" : "没绑定"}</td>
                <td>
                  {row.tags.map((one) => (
                    <span className="fans-tag" key={one.code}>
                      {one.label}
                      {one.byHand && "（人工）"}
                    </span>
                  ))}
                </td>
                <td className="fans-act">
                  <Button size="small" onClick={() => setMarking(row)} data-test="fans-mark">
                    {row.leftAt !== null || row.tags.some((one) => one.code === markedByHand)
                      ? "经办人记录"
                      : "标为经办人"}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {value && value.total > followerPageSize && (
        <Pagination
          current={page}
          pageSize={followerPageSize}
          total={value.total}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
      {marking && (
        <ClerkMark
          row={marking}
          close={() => setMarking(null)}
          done={() => {
            setMarking(null);
            found.reload();
            changed();
          }}
        />
      )}
    </section>
  );
}
