import { View } from "@tarojs/components";
import { useRouter } from "@tarojs/taro";
import { actionName, erasedTitle, erasedWords, stateName } from "@wsi/shared/case";
import type { CaseView } from "@wsi/shared/contract";
import { printAnswers } from "@wsi/shared/item";
import { useCallback, useState } from "react";
import { actOnce } from "../../act-once.ts";
import { api } from "../../api.ts";
import { askPerson } from "../../ask-person.ts";
import { aboutCase } from "../../asked-about.ts";
import { BehalfBanner } from "../../for-whom.tsx";
import { Certificate } from "../../certificate.tsx";
import { Receipt } from "../../receipt.tsx";
import {
  backwards,
  Banner,
  Button,
  Card,
  Cell,
  confirmed,
  copy,
  dayText,
  Fact,
  Failure,
  go,
  Lead,
  Loading,
  momentText,
  Note,
  NotBound,
  Page,
  Rating,
  Tag,
  TextButton,
  Timeline,
  stateTone,
  useLoaded,
} from "../../ui/index.ts";
import { Corrections } from "./correction.tsx";

export default function CasePage() {
  const id = useRouter().params["id"] ?? "";
  const load = useCallback(() => api.case({ id }), [id]);
  const { value, error, reload } = useLoaded(load);
  const [problem, setProblem] = useState<string | null>(null);
  if (!value)
    return (
      <Page title="办件进度">
        {!error ? (
          <Loading />
        ) : error.code === "not-bound" ? (
          <NotBound />
        ) : (
          <Failure error={error} onRetry={reload}>
            <Button look="light" id="to-cases" onClick={() => go("cases/list/index")}>
              看我的办件
            </Button>
          </Failure>
        )}
      </Page>
    );

  const mends = value.actions.includes("resubmit");
  const fills = value.actions.includes("submit");
  const fill = (gap?: string) => go(`apply/form/index?id=${id}${gap ? `&gap=${gap}` : ""}`);

  async function withdraw(of: CaseView) {
    if (!(await confirmed("撤回这个办件？", "撤回后这次申请就不办了，需要时可以重新申请。", "撤回"))) return;
    const done = await actOnce(`${id}:withdraw`, (key) =>
      api.actOnCase({ id, key, action: "withdraw", revision: of.revision }),
    );
    setProblem(done.ok ? null : done.error.message);
    reload();
  }

  const action = mends ? (
    <Button id="resubmit" onClick={() => fill()}>
      去补正
    </Button>
  ) : fills ? (
    <Button id="go-on" onClick={() => fill()}>
      接着填
    </Button>
  ) : null;

  return (
    <Page title="办件进度" action={action} person={false}>
      <Lead title={value.item.name} text={stateName[value.state]} />
      <BehalfBanner behalf={value.behalf} />
      {problem ? <Banner tone="bad" title={problem} /> : null}
      {value.erased ? (
        <Banner tone="plain" title={erasedTitle}>
          {erasedWords(value.erased)}
        </Banner>
      ) : null}
      <Gaps view={value} mends={mends} onMend={fill} />
      {value.decision?.outcome === "declined" ? (
        <Banner tone="bad" title={value.decision.because ? `没有通过：${value.decision.because}` : "没有通过"}>
          {value.decision.instead}
        </Banner>
      ) : null}
      <Card>
        <Fact label="状态">
          <Tag tone={stateTone[value.state]}>{stateName[value.state]}</Tag>
        </Fact>
        {value.number ? (
          <Fact label="办件编号">
            <View id="case-number">{value.number}</View>
            <TextButton id="copy-number" onClick={() => void copy(value.number ?? "")}>
              复制编号
            </TextButton>
          </Fact>
        ) : null}
        {value.due ? (
          <Fact label="最晚办好">{value.due === "waiting" ? "等您补正，补正后接着算" : dayText(value.due)}</Fact>
        ) : null}
        {value.waitsUntil && fills ? <Fact label="请在此之前填完">{momentText(value.waitsUntil)}</Fact> : null}
        {value.waitsUntil && value.state === "submitted" ? (
          <Fact label="冷静期到">{momentText(value.waitsUntil)}，在这之前可以撤回；期满才开始审核</Fact>
        ) : null}
        <Certificate id={id} certificate={value.certificate} />
        <Receipt id={id} number={value.number} />
      </Card>
      <Card title="办到哪一步">
        <Timeline
          items={backwards(value.timeline).map((one) => ({
            title: one.text || actionName[one.action],
            text: `办理人：${one.by}`,
            when: momentText(one.at),
          }))}
        />
        {value.timeline.length === 0 ? <Note>还没有提交。</Note> : null}
      </Card>
      {value.erased ? null : <Given view={value} />}
      {value.erased ? null : <Corrections view={value} reload={reload} />}
      {value.actions.includes("rate") || value.rating ? (
        <Rating
          title="这次办得怎么样？"
          rated={value.rating}
          onRated={reload}
          rate={(given) => api.rateCase({ id: value.id, ...given })}
        />
      ) : null}
      <Card>
        <Cell
          id="ask-person"
          label="问这件"
          text="带着这个办件找人工客服，不用再报编号"
          onClick={() => askPerson({ about: aboutCase(value) })}
        />
      </Card>
      {value.actions.includes("withdraw") ? (
        <Button look="danger" id="withdraw" onClick={() => void withdraw(value)}>
          {value.state === "draft" ? "不办了，删掉草稿" : "撤回申请"}
        </Button>
      ) : null}
    </Page>
  );
}

/** What was answered, folded: most who come here want to know how far it is. */
function Given({ view }: { view: CaseView }) {
  const [allShown, showAll] = useState(false);
  return (
    <Card title={view.behalf ? "填的内容" : "我填的内容"}>
      {allShown
        ? printAnswers(view.definition, view.answers, view.facts).map((one) => (
            <Fact label={one.label} key={one.field}>
              {one.text}
            </Fact>
          ))
        : null}
      <TextButton id="show-answers" onClick={() => showAll((now) => !now)}>
        {allShown ? "收起" : "展开看看"}
      </TextButton>
    </Card>
  );
}

/** 一次性告知: every gap at once, each a tap away from where it is mended. */
function Gaps({ view, mends, onMend }: { view: CaseView; mends: boolean; onMend(field: string): void }) {
  const notice = view.notices.at(-1);
  if (!notice || !mends) return null;
  return (
    <Card title="请补齐下面几处" id="gap-notice">
      <Note>
        一次性告知书 {notice.number}。请在 {dayText(notice.answerBy)} 前补齐；点一条就能去改。
      </Note>
      {notice.gaps.map((gap, at) => (
        <Cell
          key={`${gap.field}${at}`}
          test="notice-gap"
          id={`notice-gap-${gap.field}`}
          label={`${at + 1}. ${gap.label}`}
          text={gap.what}
          onClick={() => onMend(gap.field)}
        />
      ))}
    </Card>
  );
}
