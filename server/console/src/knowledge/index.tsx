import { useState } from "react";
import { go } from "../place.ts";
import { useNarrow } from "../session.tsx";
import { Tabs } from "../tabs.tsx";
import { Entries } from "./entries.tsx";
import { Files } from "./files.tsx";
import { Golden } from "./golden.tsx";
import { Numbers } from "./numbers.tsx";
import { Terms } from "./terms.tsx";
import { Trial } from "./trial.tsx";
import { Unanswered } from "./unanswered.tsx";
import "./knowledge.css";

const names = {
  entries: "条目",
  trial: "试一试",
  unanswered: "没答上的",
  golden: "必答题",
  terms: "词库",
  numbers: "数据",
  files: "导入导出",
} as const;
type Tab = keyof typeof names;
const tabs = Object.keys(names) as Tab[];

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
      <Tabs
        className="kb-tabs"
        label="知识库"
        tabs={tabs}
        chosen={tab}
        choose={setTab}
        names={names}
        test={(which) => `kb-tab-${which}`}
      />
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
