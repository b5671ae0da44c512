/** How much is drawn, and the proof that nobody picked favourites. */
import { beijingDay, beijingInstant } from "@wsi/shared/case";
import { quality, type QualityDraw, type QualitySettings } from "@wsi/shared/contract";
import { App, Button, InputNumber, Modal } from "antd";
import { useState } from "react";
import { dayWords, exactTime, timeWords } from "../beijing.ts";
import { sentence } from "../client.ts";
import { Labelled } from "../labelled.tsx";
import { fragmentOf } from "../place.ts";
import { useNow, useSession } from "../session.tsx";
import { Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";

export function Draws() {
  const now = useNow(60);
  const [day, setDay] = useState<string | null>(null);
  const draws = useAsked(quality.draws, {});
  return (
    <>
      <header className="office-head">
        <h1>抽样</h1>
        <p className="kb-lead">
          每个工作日早上，从已结束的每一天里给每位坐席随机抽几个会话。种子在那一天开始之前就生成并留存，谁也不能挑：任何一天都可以重算一遍。
        </p>
      </header>
      <Settings />
      {draws.trouble && !draws.value ? (
        <Failed message={draws.trouble} retry={draws.reload} />
      ) : draws.value ? (
        <div className="office-scroll board-bordered">
          <table className="office-table board-table" data-test="quality-draws">
            <thead>
              <tr>
                <th>日期</th>
                <th>种子生成</th>
                <th className="n">可抽</th>
                <th className="n">抽中</th>
                <th className="n">另外查看</th>
                <th>抽样时间</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {draws.value.map((one) => (
                <Draw key={one.day} one={one} now={now} prove={() => setDay(one.day)} />
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <Loading />
      )}
      {day !== null && <Proof day={day} shut={() => setDay(null)} />}
    </>
  );
}

function Draw({ one, now, prove }: { one: QualityDraw; now: Date; prove(): void }) {
  const late = Date.parse(one.thrownAt) >= beijingInstant(one.day).getTime();
  return (
    <tr>
      <td>{dayWords(one.day, now)}</td>
      <td title={exactTime(one.thrownAt)}>
        {timeWords(one.thrownAt, now)}
        {late && <small className="kb-bad"> 当天才生成</small>}
      </td>
      {one.drawn ? (
        <>
          <td className="n">{one.drawn.pool}</td>
          <td className="n">{one.drawn.chosen}</td>
          <td className="n">{one.drawn.always}</td>
          <td title={exactTime(one.drawn.at)}>{timeWords(one.drawn.at, now)}</td>
          <td>
            <Button size="small" onClick={prove} data-test="quality-prove">
              重算核对
            </Button>
          </td>
        </>
      ) : (
        <td colSpan={5}>
          <small>{one.day === beijingDay(now) ? "这一天还没结束，种子先封着" : "下一个工作日早上抽"}</small>
        </td>
      )}
    </tr>
  );
}

function Proof({ day, shut }: { day: string; shut(): void }) {
  const asked = useAsked(quality.proof, { day });
  const now = useNow(60);
  return (
    <Modal open title={`${dayWords(day, now)}的抽样重算`} footer={null} onCancel={shut} width={720}>
      {asked.trouble && <Failed message={asked.trouble} retry={asked.reload} />}
      {!asked.value && !asked.trouble && <Loading rows={4} />}
      {asked.value && (
        <div className="dialog" data-test="quality-proof">
          <p className={asked.value.agrees ? "q-good" : "kb-bad"} role="status">
            {asked.value.agrees
              ? "一致：用留存的种子和会话重算，抽中的就是这几个。"
              : "不一致：留存的和重算的不一样，请联系管理员查审计记录。"}
          </p>
          <p className="kb-lead">每位坐席的会话按「种子 + 会话编号」的 SHA-256 从小到大排，取前几个。</p>
          {asked.value.agents.map((one) => (
            <div key={one.agent}>
              <b>{one.agent}</b>
              <ol className="q-proof">
                {one.talks.map((talk) => (
                  <li key={talk.conversationId} className={talk.chosen ? "chosen" : undefined}>
                    <code title={talk.hash}>{talk.hash.slice(0, 12)}…</code>
                    <a href={fragmentOf("desk", talk.conversationId)}>{talk.conversationId.slice(0, 8)}</a>
                    <span>
                      {talk.chosen ? "抽中" : ""}
                      {talk.chosen !== talk.kept && <em className="kb-bad">{talk.kept ? "不该有" : "没有留存"}</em>}
                    </span>
                  </li>
                ))}
              </ol>
            </div>
          ))}
          {asked.value.agents.length === 0 && <p>这一天没有可以抽的会话。</p>}
        </div>
      )}
    </Modal>
  );
}

const fields = [
  { name: "perAgent", label: "每位坐席每天抽", unit: "个", min: 0, max: 20 },
  { name: "twicePercent", label: "其中由两人都评（校准）", unit: "%", min: 0, max: 100 },
  { name: "appealDays", label: "申诉和处理各", unit: "个工作日", min: 1, max: 30 },
] as const;

function Settings() {
  const { ask } = useSession();
  const { message } = App.useApp();
  const now = useNow(60);
  const asked = useAsked(quality.settings, {});
  const [wish, setWish] = useState<QualitySettings | null>(null);
  const [busy, setBusy] = useState(false);
  if (asked.trouble && !asked.value) return <Failed message={asked.trouble} retry={asked.reload} />;
  if (!asked.value) return <Loading rows={2} />;
  const { by, at, ...kept } = asked.value;
  const shown = wish ?? kept;
  const keep = async () => {
    setBusy(true);
    const answer = await ask(quality.keepSettings, shown);
    setBusy(false);
    if (!answer.ok) return void message.error(sentence(answer.error));
    asked.keep(answer.value);
    setWish(null);
    void message.success("已保存，下一次抽样起用新的数");
  };
  return (
    <section className="own-card q-settings">
      {fields.map((one) => (
        <Labelled key={one.name} label={one.label}>
          <InputNumber
            min={one.min}
            max={one.max}
            precision={0}
            addonAfter={one.unit}
            value={shown[one.name]}
            onChange={(value) => setWish({ ...shown, [one.name]: value ?? one.min })}
            data-test={`quality-${one.name}`}
          />
        </Labelled>
      ))}
      <span className="q-settings-acts">
        <Button
          type="primary"
          loading={busy}
          disabled={wish === null}
          onClick={() => void keep()}
          data-test="quality-settings-keep"
        >
          保存
        </Button>
        <small>{by === null ? "随系统发布的数" : `${by} ${timeWords(at, now)} 改的`}</small>
      </span>
    </section>
  );
}
