import { ratingNames } from "@wsi/shared/case";
import type { CaseView } from "@wsi/shared/contract";
import { useState } from "react";
import type { Answer } from "../api.ts";
import { Banner } from "./feedback.tsx";
import { Button } from "./button.tsx";
import { Card } from "./card.tsx";
import { Option, Options, TextInput } from "./input.tsx";
import { Note } from "./words.tsx";

type Level = 1 | 2 | 3 | 4 | 5;
const levels: readonly Level[] = [5, 4, 3, 2, 1];

interface RatingProps {
  view: CaseView;
  rate(input: { id: string; level: Level; comment?: string }): Promise<Answer<CaseView>>;
  onRated(): void;
}

/** 好差评: five levels, one rating a case, of one's own free will; best first as the national norm lists them. */
export function Rating({ view, rate, onRated }: RatingProps) {
  const [level, setLevel] = useState<Level | null>(null);
  const [comment, setComment] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  if (view.rating)
    return (
      <Card title="您的评价" id="rated">
        {ratingNames[view.rating.level - 1] ?? ""}
        {view.rating.comment ? <Note>{view.rating.comment}</Note> : null}
      </Card>
    );
  async function send(of: Level) {
    setBusy(true);
    const done = await rate({ id: view.id, level: of, ...(comment.trim() ? { comment: comment.trim() } : {}) });
    setBusy(false);
    if (done.ok) return onRated();
    setProblem(done.error.message);
  }
  return (
    <Card title="这次办得怎么样？">
      <Note>自愿评价，只用来改进服务。</Note>
      <Options id="rates">
        {levels.map((one) => (
          <Option key={one} id={`rate-${one}`} on={level === one} onClick={() => setLevel(one)}>
            {ratingNames[one - 1] ?? ""}
          </Option>
        ))}
      </Options>
      {level === null ? null : (
        <>
          <TextInput
            id="rate-comment"
            label="想说的话"
            value={comment}
            multiline
            max={500}
            placeholder="想说的话（可不填）"
            onChange={setComment}
          />
          <Button look="light" id="rate-submit" busy={busy} onClick={() => void send(level)}>
            提交评价
          </Button>
        </>
      )}
      {problem ? <Banner tone="bad" title={problem} /> : null}
    </Card>
  );
}
