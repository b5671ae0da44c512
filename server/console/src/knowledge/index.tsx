import { useState } from "react";
import { go } from "../place.ts";
import { useNarrow } from "../session.tsx";
import { Entries } from "./entries.tsx";
import { Files } from "./files.tsx";
import { Golden } from "./golden.tsx";
import { Numbers } from "./numbers.tsx";
import { Terms } from "./terms.tsx";
import { Trial } from "./trial.tsx";
import { Unanswered } from "./unanswered.tsx";
import "./knowledge.css";

const tabs = [
  { tab: "entries", name: "条目" },
  { tab: "trial", name: "试一试" },
  { tab: "unanswered", name: "没答上的" },
  { tab: "golden", name: "必答题" },
  { tab: "terms", name: "词库" },
  { tab: "numbers", name: "数据" },
  { tab: "files", name: "导入导出" },
] as const;
type Tab = (typeof tabs)[number]["tab"];

/** What the bot knows: written here by one person, released by another. */
export default function KnowledgeRoom({ id }: { id: string | null }) {
  const [tab, setTab] = useState<Tab>("entries");
  const narrow = useNarrow(900);
  const open = (entry: string) => {
    setTab("entries");
    go("knowledge", entry);
  };
  return (
    <div className="knowledge">
      <div className="kb-tabs" role="tablist" aria-label="知识库">
        {tabs.map((one) => (
          <button
            type="button"
            role="tab"
            key={one.tab}
            aria-selected={one.tab === tab}
            onClick={() => setTab(one.tab)}
            data-test={`kb-tab-${one.tab}`}
          >
            {one.name}
          </button>
        ))}
      </div>
      {tab === "entries" && <Entries id={id} narrow={narrow} />}
      {tab === "trial" && <Trial open={open} />}
      {tab === "unanswered" && <Unanswered open={open} />}
      {tab === "golden" && <Golden open={open} />}
      {tab === "terms" && <Terms />}
      {tab === "numbers" && <Numbers open={open} />}
      {tab === "files" && <Files open={open} />}
    </div>
  );
}
