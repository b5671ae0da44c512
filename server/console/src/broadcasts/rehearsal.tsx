import { broadcastRoutes, exclusionName, type BroadcastView } from "@wsi/shared/contract";
import { Button } from "antd";
import { useState } from "react";
import { useAsked } from "../use-asked.ts";

/** Who would get it now, and who not and why: counts only, before anything is sent. */
export function Rehearsal({ view }: { view: BroadcastView }) {
  const [wanted, setWanted] = useState(false);
  if (view.means === "publish" || view.progress) return null;
  return wanted ? (
    <Told id={view.id} />
  ) : (
    <Button onClick={() => setWanted(true)} data-test="bc-rehearse">
      试算：会发给多少人
    </Button>
  );
}

function Told({ id }: { id: string }) {
  const told = useAsked(broadcastRoutes.rehearse, { id });
  if (told.trouble) return <p className="bc-problems">{told.trouble}</p>;
  if (!told.value) return <p className="kb-lead">正在数…</p>;
  const { total, reached, excluded, minutes, calls, warnings } = told.value;
  return (
    <section className="bc-told" data-test="bc-told">
      <p>
        {total} 人里发给 <b>{reached}</b> 人，调用微信 {calls} 次，大约 {Math.max(1, Math.ceil(minutes))} 分钟。
      </p>
      <meter min={0} max={Math.max(1, total)} value={reached} />
      {excluded.length > 0 && (
        <ul>
          {excluded.map((one) => (
            <li key={one.reason}>
              不发：{exclusionName[one.reason]} {one.count} 人
            </li>
          ))}
        </ul>
      )}
      {warnings.map((one) => (
        <p key={one} className="strip warn">
          {one}
        </p>
      ))}
    </section>
  );
}
