import { beijingDay } from "@wsi/shared/case";
import { knowledgeRoutes, type KnowledgeDraft } from "@wsi/shared/contract";
import { useState } from "react";
import { sentence } from "../client.ts";
import { useSession } from "../session.tsx";
import { DraftForm } from "./draft-form.tsx";

const blank = (today: string): KnowledgeDraft => ({
  question: "",
  similar: [],
  keywords: [],
  answer: "",
  topic: "",
  audience: [],
  policyYear: Number(today.slice(0, 4)),
  effectiveFrom: today,
  expires: null,
  source: { title: "", article: null },
  trust: "check",
  linkedItems: [],
  supersedes: [],
});

export function NewEntry({ close, made }: { close(): void; made(id: string): void }) {
  const { ask } = useSession();
  const [start] = useState(() => blank(beijingDay(new Date())));
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  return (
    <article className="kb-entry">
      <h1>新写一条</h1>
      {trouble && (
        <div className="kb-problems" role="alert">
          {trouble}
        </div>
      )}
      <DraftForm
        draft={start}
        busy={busy}
        cancel={close}
        save={async (draft) => {
          setBusy(true);
          const answer = await ask(knowledgeRoutes.create, { draft });
          setBusy(false);
          if (answer.ok) made(answer.value.id);
          else setTrouble(sentence(answer.error));
        }}
      />
    </article>
  );
}
