/** What the knowledge base would say to the citizen's last words; asked anew when they say something else. */
import { desk, type ConversationView, type Suggestion } from "@wsi/shared/contract";
import { useEffect, useState } from "react";
import { sentence } from "../../client.ts";
import { useSession } from "../../session.tsx";

export interface SuggestedNow {
  /** What the citizen said last; null when they have said nothing in words. */
  asked: string | null;
  value: readonly Suggestion[] | null;
  trouble: string | null;
}
const settleMs = 250;
const nothing = { value: null, trouble: null };

export function useAnswers(talk: ConversationView): SuggestedNow {
  const { ask } = useSession();
  const { id } = talk;
  const last = talk.messages.findLast((one) => one.from === "citizen" && one.kind === "text");
  const lastId = last?.id;
  const [known, setKnown] = useState<Pick<SuggestedNow, "value" | "trouble"> & { to?: string | undefined }>(nothing);
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(async () => {
      const answer = await ask(desk.suggestions, { id });
      if (!wanted) return;
      setKnown({
        to: lastId,
        ...(answer.ok ? { value: answer.value, trouble: null } : { value: null, trouble: sentence(answer.error) }),
      });
    }, settleMs);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [ask, id, lastId]);
  // Answers to earlier words are gone with them: a key pressed meanwhile must not send one.
  const { value, trouble } = known.to === lastId ? known : nothing;
  return { value, trouble, asked: last?.text ?? null };
}
