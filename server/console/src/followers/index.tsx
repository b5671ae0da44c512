import { followerRoutes, type FollowerOverview } from "@wsi/shared/contract";
import { useState } from "react";
import { Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { GrowthChart } from "./chart.tsx";
import { TagChips } from "./chips.tsx";
import { FollowerList } from "./list.tsx";
import { SyncBox } from "./sync-box.tsx";
import { useProgress } from "./use-progress.ts";
import "./followers.css";

const inGroups = (n: number) => n.toLocaleString("zh-CN");

/** 粉丝: how many follow, who by audience, and whether our list is WeChat's. */
export default function FollowersRoom() {
  const overview = useAsked(followerRoutes.overview, {});
  const { value, trouble, reload } = overview;
  if (value) return <Room overview={value} reload={reload} />;
  return trouble === null ? <Loading rows={10} /> : <Failed message={trouble} retry={reload} />;
}

function Room({ overview, reload }: { overview: FollowerOverview; reload(): void }) {
  const [tag, setTag] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const watched = useProgress(overview, () => {
    reload();
    setRound((before) => before + 1);
  });
  const nobody = overview.following + overview.left === 0;
  return (
    <div className="fans">
      <header className="fans-head">
        <div>
          <h1>粉丝</h1>
          <Totals overview={overview} />
        </div>
        <SyncBox watched={watched} />
      </header>
      <GrowthChart days={overview.growth} />
      <TagChips tags={overview.tags} chosen={tag} choose={setTag} />
      <FollowerList
        key={`${tag ?? ""} ${round}`}
        tag={tag}
        nobody={!nobody ? null : watched.progress.sync?.state === "running" ? "coming" : "none"}
        changed={reload}
      />
    </div>
  );
}

function Totals({ overview }: { overview: FollowerOverview }) {
  const { following, bound, left, growth } = overview;
  const today = growth.at(-1);
  const figures = [
    { name: "正在关注", value: inGroups(following), test: "following" },
    { name: "已绑定社保账户", value: inGroups(bound), test: "bound" },
    { name: "今天新增", value: inGroups(today?.joined ?? 0), test: "joined" },
    { name: "今天取消", value: inGroups(today?.left ?? 0), test: "left-today" },
    { name: "已取消关注", value: inGroups(left), test: "left" },
  ];
  return (
    <dl className="fans-totals">
      {figures.map((one) => (
        <div key={one.name}>
          <dt>{one.name}</dt>
          <dd data-test={`fans-${one.test}`}>{one.value}</dd>
        </div>
      ))}
    </dl>
  );
}
