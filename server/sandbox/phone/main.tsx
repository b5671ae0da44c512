import { useCallback, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import type { PhoneState } from "../src/control/contract.ts";
import { sandbox } from "./client.ts";
import { Phone } from "./phone.tsx";
import { Side } from "./side.tsx";
import "./phone.css";

const names = ["秀英", "建国", "婷婷", "德明", "丽华", "志强"];
const idInAddress = (): string => /^#(f\d+)$/.exec(window.location.hash)?.[1] ?? "f1";

/** A strip of people, the phone of one of them, and beside it what this is. */
function Sandbox() {
  const [id, setId] = useState(idInAddress);
  const [people, setPeople] = useState<PhoneState["followers"]>([]);
  const [publicUrl, setPublicUrl] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);

  const refresh = useCallback(async () => {
    const state = await sandbox.state("");
    setPeople(state.followers);
    setPublicUrl(state.account.publicUrl);
  }, []);
  const act = useCallback(
    (work: () => Promise<unknown>) => {
      setTrouble(null);
      work()
        .then(refresh)
        .catch((error: unknown) => setTrouble(error instanceof Error ? error.message : "没有成功，请重试"));
    },
    [refresh],
  );
  useEffect(() => act(async () => undefined), [act]);
  useEffect(() => {
    window.location.hash = id;
  }, [id]);

  return (
    <main className="desk">
      <nav className="people" aria-label="手机的主人">
        {people.map((one) => (
          <button
            type="button"
            key={one.id}
            data-test={`follower-${one.id}`}
            className={one.id === id ? "person on" : "person"}
            aria-pressed={one.id === id}
            onClick={() => setId(one.id)}
          >
            <span className="face me" aria-hidden>
              {Array.from(one.name)[0]}
            </span>
            <span>{one.name}</span>
            <small>{one.following ? "已关注" : "没关注"}</small>
          </button>
        ))}
        <button
          type="button"
          className="person add"
          data-test="new-follower"
          onClick={() =>
            act(async () => {
              const name = names[people.length % names.length] ?? "新来的人";
              setId((await sandbox.addFollower(name)).id);
            })
          }
        >
          <span className="face" aria-hidden>
            ＋
          </span>
          <span>新来一个人</span>
        </button>
      </nav>
      <Phone key={id} id={id} act={act} />
      {publicUrl ? <Side publicUrl={publicUrl} act={act} /> : null}
      {trouble ? (
        <p className="toast" role="alert">
          {trouble}
        </p>
      ) : null}
    </main>
  );
}

const root = document.getElementById("root");
if (!root) throw new Error("the page has no root");
createRoot(root).render(<Sandbox />);
