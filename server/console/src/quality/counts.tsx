/** What quality scoring has for me, for the rail: asked now and then, and at once after one of my own acts. */
import { quality, type QualityCounts } from "@wsi/shared/contract";
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { useSession } from "../session.tsx";

interface Known {
  counts: QualityCounts | null;
  look(): void;
}
const CountsContext = createContext<Known>({ counts: null, look: () => undefined });
export const useQualityCounts = () => useContext(CountsContext);

const lookMs = 120_000;

export function QualityCountsProvider({ children }: { children: ReactNode }) {
  const { ask } = useSession();
  const [counts, setCounts] = useState<QualityCounts | null>(null);
  const look = useCallback(() => {
    const read = async () => {
      const answer = await ask(quality.counts, {});
      if (answer.ok) setCounts(answer.value);
    };
    void read();
  }, [ask]);
  useEffect(() => {
    look();
    const timer = setInterval(look, lookMs);
    return () => clearInterval(timer);
  }, [look]);
  const known = useMemo(() => ({ counts, look }), [counts, look]);
  return <CountsContext.Provider value={known}>{children}</CountsContext.Provider>;
}

function Count({ count, late, title, test }: { count: number; late: boolean; title: string; test: string }) {
  if (count === 0) return null;
  return (
    <b className={late ? "rail-count" : "rail-count calm"} title={title} data-test={test}>
      {count > 99 ? "99+" : count}
    </b>
  );
}

/** For supervisors; red once an appeal is late. */
export function QualityCount() {
  const { counts } = useQualityCounts();
  if (!counts) return null;
  const { waiting, appeals, lateAppeals } = counts;
  const late = lateAppeals > 0 ? `，其中 ${lateAppeals} 件超期` : "";
  return (
    <Count
      count={waiting + appeals}
      late={lateAppeals > 0}
      title={`待评 ${waiting}，申诉 ${appeals}${late}`}
      test="quality-count"
    />
  );
}

/** On one's own face: scores one has not read. */
export function UnseenCount() {
  const { counts } = useQualityCounts();
  if (!counts) return null;
  return <Count count={counts.unseen} late={false} title={`${counts.unseen} 条新的质检结果`} test="quality-unseen" />;
}
