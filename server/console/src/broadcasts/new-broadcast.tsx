import { broadcastRoutes, type BroadcastDraft } from "@wsi/shared/contract";
import { useState } from "react";
import { sentence } from "../client.ts";
import { useSession } from "../session.tsx";
import { BroadcastForm } from "./form.tsx";

const blank: BroadcastDraft = {
  title: "",
  means: "mass",
  content: { kind: "text", text: "", open: null },
  audience: { to: "all" },
  validFrom: null,
  validUntil: null,
  scheduledFor: null,
  ratePerMinute: 100_000,
  pauseOverPercent: 20,
};

export function NewBroadcast({ close, made }: { close(): void; made(id: string): void }) {
  const { ask } = useSession();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  return (
    <section className="bc-page">
      <h1>写一条推送</h1>
      {trouble && (
        <p className="bc-problems" role="alert">
          {trouble}
        </p>
      )}
      <BroadcastForm
        draft={blank}
        busy={busy}
        cancel={close}
        save={async (draft) => {
          setBusy(true);
          const answer = await ask(broadcastRoutes.create, { draft });
          setBusy(false);
          if (answer.ok) made(answer.value.id);
          else setTrouble(sentence(answer.error));
        }}
      />
    </section>
  );
}
