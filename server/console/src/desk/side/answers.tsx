/** Answers that fit what the citizen said last, with source and year: put into the field to be changed, or sent as they stand. */
import type { Suggestion } from "@wsi/shared/contract";
import { Button } from "antd";
import { Keys, Loading } from "../../states.tsx";
import { shown } from "../../shown.ts";
import { Part } from "./part.tsx";
import { yearWords } from "../composer/triggers.ts";
import type { SuggestedNow } from "./use-answers.ts";

/** From here on the bot would have said it by itself. */
const sure = 0.6;
/** The best of them, where the bot would have been sure. */
export const isSure = (one: Suggestion, at: number): boolean => at === 0 && one.confidence >= sure;

export function Answers({
  suggested: { asked, value, trouble },
  put,
  send,
}: {
  suggested: SuggestedNow;
  put: ((answer: Suggestion) => void) | null;
  send: ((answer: Suggestion) => void) | null;
}) {
  if (trouble !== null) return <p className="part part-none">没有查成功：{trouble}</p>;
  if (value === null) return <Loading rows={6} />;
  return (
    <Part title="推荐答案" test="answers">
      {asked !== null && <p className="answers-asked">针对：{shown(asked)}</p>}
      {value.length === 0 && (
        <p className="part-none">
          {asked === null ? "市民还没有提问。" : "知识库里没有合适的答案。"}在输入框里打 ?? 可以自己查。
        </p>
      )}
      <ol className="answers">
        {value.map((one, at) => (
          <li key={one.entry} className={isSure(one, at) ? "sure" : ""}>
            <b>
              {shown(one.question)}
              {isSure(one, at) && <em>很吻合</em>}
            </b>
            <p>{shown(one.answer)}</p>
            <small>
              {one.source} · {yearWords(one.policyYear)}
              {one.check && " · 需向本人确认"}
            </small>
            {put && send && (
              <div className="answers-acts">
                <Button size="small" onClick={() => put(one)} data-test={`put-${at + 1}`}>
                  放入 <Keys keys={["Alt", String(at + 1)]} />
                </Button>
                <Button size="small" type="text" onClick={() => send(one)} data-test={`send-${at + 1}`}>
                  直接发送
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
    </Part>
  );
}
