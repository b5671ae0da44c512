/** A score as it was given: points, the lines they are about, and words. */
import type { QualityScore, QualityTalk, RubricVersion } from "@wsi/shared/contract";
import { printTotal } from "@wsi/shared/quality";
import { Segmented } from "antd";
import { exactTime, timeWords } from "../beijing.ts";
import { shown } from "../shown.ts";
import { Quote } from "./paper.tsx";
import { placeName } from "./words.ts";

interface Props {
  rubric: RubricVersion;
  talk: QualityTalk | null;
  scores: readonly QualityScore[];
  /** Which of them is looked at. */
  place: QualityScore["place"];
  setPlace(place: QualityScore["place"]): void;
  look(line: string): void;
  now: Date;
}

export function Given({ rubric, talk, scores, place, setPlace, look, now }: Props) {
  const score = scores.find((one) => one.place === place) ?? scores[0];
  if (!score) return null;
  const { marks } = score;
  return (
    <div className="q-paper" data-test="quality-given">
      {scores.length > 1 && (
        <Segmented
          value={score.place}
          options={scores.map((one) => ({
            value: one.place,
            label: `${placeName[one.place]} ${printTotal(one.total)}`,
          }))}
          onChange={setPlace}
        />
      )}
      <p className="q-facts">
        <b className={marks.criticals.length > 0 ? "q-total bad" : "q-total"}>{printTotal(score.total)}</b>
        <span>
          {score.scorer.name} · <time title={exactTime(score.at)}>{timeWords(score.at, now)}</time> · 评分表第{" "}
          {rubric.version} 版
        </span>
      </p>
      {marks.criticals.map((one) => {
        const critical = rubric.criticals.find((known) => known.id === one.id);
        return (
          <div className="q-point q-bad" key={one.id}>
            <b>一票否决：{critical?.name ?? one.id}</b>
            <Said quote={one.quote} comment={one.comment} talk={talk} look={look} />
          </div>
        );
      })}
      {rubric.sections.map((section) => (
        <section key={section.id}>
          <h3>{section.name}</h3>
          {section.points.map((point) => {
            const mark = marks.points.find((one) => one.id === point.id);
            const points = mark?.points ?? null;
            return (
              <div className="q-point" key={point.id}>
                <div className="q-row">
                  <span>
                    <b>{point.name}</b>
                    {points !== null && points < point.most && <small>满分要：{point.full}</small>}
                  </span>
                  <span className={points !== null && points < point.most ? "q-got lost" : "q-got"}>
                    {points === null ? "不适用" : `${points} / ${point.most}`}
                  </span>
                </div>
                {mark && <Said quote={mark.quote} comment={mark.comment} talk={talk} look={look} />}
              </div>
            );
          })}
        </section>
      ))}
      {marks.comment !== "" && (
        <section>
          <h3>总评</h3>
          <p className="q-words">{shown(marks.comment)}</p>
        </section>
      )}
    </div>
  );
}

function Said({
  quote,
  comment,
  talk,
  look,
}: {
  quote: string | null;
  comment: string;
  talk: QualityTalk | null;
  look(line: string): void;
}) {
  if (quote === null && comment === "") return null;
  return (
    <div className="q-why">
      {quote !== null && <Quote talk={talk} line={quote} look={look} />}
      {comment !== "" && <p className="q-words">{shown(comment)}</p>}
    </div>
  );
}
