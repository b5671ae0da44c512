import { useWatch } from "../desk/live/watch.tsx";

/** What is open after talks, as a number on the rail; red once something is late. */
export function AfterCount({ of }: { of: "tickets" | "followups" }) {
  const watch = useWatch();
  const after = watch?.overview?.after;
  if (!watch || !after) return null;
  const left = of === "tickets" ? watch.all.waiting.filter((one) => one.ticket).length : 0;
  const count = left + (of === "tickets" ? after.tickets : after.followUps);
  const late = of === "tickets" ? after.lateTickets : after.lateFollowUps;
  if (count === 0) return null;
  return (
    <b
      className={late > 0 ? "rail-count" : "rail-count calm"}
      title={`${count} 件未办结${late > 0 ? `，其中 ${late} 件超期` : ""}`}
      data-test={`${of}-count`}
    >
      {count > 99 ? "99+" : count}
    </b>
  );
}
