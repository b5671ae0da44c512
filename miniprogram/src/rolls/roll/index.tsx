import { useRouter } from "@tarojs/taro";
import { rollStateName, type RollView } from "@wsi/shared/contract";
import { useCallback, useEffect, useState } from "react";
import { api } from "../../api.ts";
import {
  Banner,
  Bullets,
  Button,
  Buttons,
  Card,
  confirmed,
  copy,
  dayText,
  Fact,
  Failure,
  goBack,
  Lead,
  Loading,
  Meter,
  momentText,
  NotBound,
  Note,
  Page,
  Tag,
  useLoaded,
  yuan,
} from "../../ui/index.ts";
import { rollTone } from "../tone.ts";
import { ConfirmRoll } from "./confirm.tsx";
import { WrongRows } from "./wrong.tsx";

const lookMs = 1_000;

/** One roll: how far it is checked, what is wrong and mended here, the confirmation, and what became of it. */
export default function RollPage() {
  const { id = "", again } = useRouter().params;
  const load = useCallback(() => api.roll({ id }), [id]);
  const { value, error, reload } = useLoaded(load);
  const [newer, setNewer] = useState<RollView | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const roll = newer ?? value;
  const moving = roll?.state === "checking" || roll?.state === "applying";
  useEffect(() => {
    if (!moving) return undefined;
    const timer = setInterval(() => {
      const look = async () => {
        const seen = await load();
        if (seen.ok) setNewer(seen.value);
      };
      void look();
    }, lookMs);
    return () => clearInterval(timer);
  }, [moving, load]);

  if (!roll)
    return (
      <Page title="花名册">
        {!error ? <Loading /> : error.code === "not-bound" ? <NotBound /> : <Failure error={error} onRetry={reload} />}
      </Page>
    );
  async function drop() {
    if (!(await confirmed("作废这份花名册？", "里面的人都不办，填的内容马上删除。", "作废"))) return;
    const done = await api.dropRoll({ id });
    if (done.ok) setNewer(done.value);
    setTrouble(done.ok ? null : done.error.message);
  }
  async function takeBack() {
    if (!(await confirmed("收回这份花名册？", "收回后可以改，改好要再确认、重新排队审核。", "收回"))) return;
    const done = await api.takeBackRoll({ id });
    if (done.ok) setNewer(done.value);
    setTrouble(done.ok ? null : [done.error.message, done.error.instead].filter(Boolean).join("。"));
  }
  const open = roll.state === "checking" || roll.state === "checked";
  return (
    <Page title="花名册">
      <Lead title={roll.name} text={`${roll.employer}，${roll.total} 人`} />
      {again && roll.state !== "checking" ? (
        <Banner tone="warn" id="roll-again" title="这个文件以前传过">
          没有再收一遍，下面是那一次的情况。要办别的人，请换一个表格。
        </Banner>
      ) : null}
      {roll.note ? <Banner tone="warn" title={roll.note} /> : null}
      {roll.review.returned ? (
        <Banner tone="warn" id="roll-returned" title={`审核员退回：${roll.review.returned}`}>
          什么都没有办。请改好再确认；不用办的请作废，重新上传。
        </Banner>
      ) : null}
      {trouble ? <Banner tone="bad" title={trouble} /> : null}
      <Card>
        <Fact label="现在">
          <Tag tone={rollTone(roll)}>{rollStateName[roll.state]}</Tag>
        </Fact>
        <Fact label="文件">{roll.fileName}</Fact>
        <Fact label="上传">
          {momentText(roll.createdAt)}，{roll.by}
        </Fact>
        {roll.state === "checking" ? (
          <Meter done={roll.done} of={roll.total} words={`已核对 ${roll.done} / ${roll.total} 行`} />
        ) : null}
        {roll.state === "reviewing" ? (
          <>
            {roll.review.due ? <Fact label="最晚">{dayText(roll.review.due)}审完</Fact> : null}
            <Note>审核员正在看，还没有办。承诺 {roll.review.days ?? 1} 个工作日，审完会通知您，不用等在这里。</Note>
          </>
        ) : null}
        {roll.state === "applying" ? (
          <>
            <Meter done={roll.written} of={roll.total} words={`正在办 ${roll.written} / ${roll.total} 人`} />
            <Note>可以离开这一页，办好会通知您。中途断电、断网也不会只办一半。</Note>
          </>
        ) : null}
      </Card>
      {roll.outcome ? (
        <Banner tone="good" id="roll-done" title="已办好">
          {roll.outcome.text}
        </Banner>
      ) : null}
      {roll.outcome ? (
        <Card title="凭据">
          <Fact label="受理号">{roll.outcome.receipt}</Fact>
          <Fact label="办好时间">{momentText(roll.outcome.at)}</Fact>
          <Fact label="确认人">{roll.outcome.by}</Fact>
          {roll.outcome.due > 0 ? <Fact label="合计应缴">{yuan(roll.outcome.due)} 元</Fact> : null}
          {roll.outcome.estimate ? (
            <Note>本年度标准还没公布，按「{roll.outcome.estimate}」算，以公布为准。</Note>
          ) : null}
          <Button look="light" id="copy-receipt" onClick={() => void copy(roll.outcome?.receipt ?? "")}>
            复制受理号
          </Button>
        </Card>
      ) : null}
      {roll.state === "checked" && roll.bad > 0 ? (
        <WrongRows key={`${roll.bad} ${roll.wrong[0]?.at ?? 0}`} roll={roll} onChange={setNewer} />
      ) : null}
      {roll.state === "checked" && roll.bad === 0 && roll.total > 0 ? (
        <ConfirmRoll roll={roll} onChange={setNewer} />
      ) : null}
      {open ? (
        <>
          <Card title="放心">
            <Bullets items={["您确认以前，什么都没有办。", "14 天没有确认的名册会自动删除。"]} />
          </Card>
          <Button look="danger" id="roll-drop" onClick={() => void drop()}>
            作废这份花名册
          </Button>
        </>
      ) : roll.state === "reviewing" ? (
        <Buttons>
          <Button look="quiet" id="roll-back" onClick={goBack}>
            返回
          </Button>
          <Button look="light" id="roll-take-back" onClick={() => void takeBack()}>
            收回来改
          </Button>
        </Buttons>
      ) : (
        <Button look="quiet" id="roll-back" onClick={goBack}>
          返回
        </Button>
      )}
      {roll.erased ? <Note>名册里的个人信息已经删除，只留合计。</Note> : null}
    </Page>
  );
}
