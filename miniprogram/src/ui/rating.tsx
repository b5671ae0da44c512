import { ratingNames } from "@wsi/shared/case";
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
  title: string;
  rated: { level: number; comment?: string | null | undefined } | null;
  /** Asked beside a low mark: what was wrong, and said after it: what becomes of it. */
  low?: { ask: string; after: string };
  rate(given: { level: Level; comment?: string }): Promise<Answer<unknown>>;
  onRated(): void;
}

/** 好差评: five levels, one rating, of one's own free will; best first as the national norm lists them. */
export function Rating({ title, rated, low, rate, onRated }: RatingProps) {
  const [level, setLevel] = useState<Level | null>(null);
  const [comment, setComment] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  if (rated)
    return (
      <Card title="您的评价" id="rated">
        {ratingNames[rated.level - 1] ?? ""}
        {rated.comment ? <Note>{rated.comment}</Note> : null}
        {low && rated.level <= 2 ? <Note>{low.after}</Note> : null}
      </Card>
    );
  async function send(of: Level) {
    setBusy(true);
    const done = await rate({ level: of, ...(comment.trim() ? { comment: comment.trim() } : {}) });
    setBusy(false);
    if (done.ok) return onRated();
    setProblem(done.error.message);
  }
  return (
    <Card title={title} id="rating">
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
            placeholder={low && level <= 2 ? low.ask : "想说的话（可不填）"}
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
