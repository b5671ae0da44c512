/** The rubric 评分表: the version in force, those before it, and the draft of the next. */
import { quality, type RubricsView, type RubricSummary } from "@wsi/shared/contract";
import { mostOf, type Rubric } from "@wsi/shared/quality";
import { App, Button, Popconfirm, Segmented } from "antd";
import { useState } from "react";
import { exactTime, timeWords } from "../beijing.ts";
import { sentence, type Answer } from "../client.ts";
import { useNow, useSession } from "../session.tsx";
import { Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { RubricEditor } from "./rubric-editor.tsx";

export function Rubrics() {
  const asked = useAsked(quality.rubrics, {});
  if (asked.trouble && !asked.value) return <Failed message={asked.trouble} retry={asked.reload} />;
  if (!asked.value) return <Loading />;
  return <Versions view={asked.value} keep={asked.keep} reload={asked.reload} />;
}

const standing = ({ inForce, versions }: RubricsView, { version, inForceFrom }: RubricSummary, now: Date): string => {
  if (version === inForce) return "现行";
  if (Date.parse(inForceFrom) > now.getTime()) return "待生效";
  return version > inForce
    ? "待生效"
    : `已由第 ${Math.min(...versions.map((one) => one.version).filter((one) => one > version))} 版代替`;
};

function Versions({ view, keep, reload }: { view: RubricsView; keep(view: RubricsView): void; reload(): void }) {
  const { ask } = useSession();
  const { message } = App.useApp();
  const now = useNow(60);
  const [chosen, setChosen] = useState<number | "draft">(view.draft ? "draft" : view.inForce);
  const current = view.versions.find((one) => one.version === view.inForce);
  const shown = chosen === "draft" && view.draft ? "draft" : chosen === "draft" ? view.inForce : chosen;
  const version = view.versions.find((one) => one.version === shown);
  const take = (answer: Answer<RubricsView>, done: string, next: number | "draft"): boolean => {
    if (!answer.ok) {
      void message.error(sentence(answer.error), 6);
      if (answer.error.code === "stale") reload();
      return false;
    }
    keep(answer.value);
    setChosen(next);
    void message.success(done);
    return true;
  };
  const begin = async () => {
    const from = view.versions[0] ?? current;
    if (!from) return;
    const body: Rubric = { sections: from.sections, criticals: from.criticals };
    take(await ask(quality.keepRubric, { body, revision: 0 }), `照第 ${from.version} 版起了草稿`, "draft");
  };
  return (
    <>
      <header className="office-head">
        <h1>评分表</h1>
        <Segmented
          value={shown}
          options={[
            ...(view.draft ? [{ value: "draft" as const, label: "草稿" }] : []),
            ...view.versions.map((one) => ({
              value: one.version,
              label: `第 ${one.version} 版${one.version === view.inForce ? "（现行）" : ""}`,
            })),
          ]}
          onChange={setChosen}
          data-test="rubric-version"
        />
        <p className="kb-lead">会话按它结束时生效的那一版评；已经发布的不能再改。</p>
        {!view.draft && (
          <Button className="push" type="primary" onClick={() => void begin()} data-test="rubric-begin">
            起草新版
          </Button>
        )}
        {view.draft && shown === "draft" && (
          <Popconfirm
            title="丢弃草稿？"
            description="写的都会没有，已发布的不受影响。"
            okText="丢弃"
            cancelText="留着"
            onConfirm={async () =>
              void take(
                await ask(quality.dropRubric, { revision: view.draft?.revision ?? 0 }),
                "已丢弃草稿",
                view.inForce,
              )
            }
          >
            <Button className="push" danger data-test="rubric-drop">
              丢弃草稿
            </Button>
          </Popconfirm>
        )}
      </header>
      {shown === "draft" && view.draft ? (
        <RubricEditor
          draft={view.draft}
          keep={keep}
          reload={reload}
          take={take}
          next={(view.versions[0]?.version ?? 0) + 1}
        />
      ) : version ? (
        <>
          <p className="kb-lead">
            {standing(view, version, now)} · {version.by ?? "系统"} ·{" "}
            {version.version === 1
              ? "一开始就有"
              : `${exactTime(version.inForceFrom)} 起（${timeWords(version.inForceFrom, now)}）`}{" "}
            · {version.note}
          </p>
          <RubricPaper rubric={version} />
        </>
      ) : null}
    </>
  );
}

/** As agents read it, too. */
export function RubricPaper({ rubric }: { rubric: Rubric }) {
  const most = mostOf(rubric);
  return (
    <div className="q-rubric" data-test="rubric">
      {rubric.sections.map((section) => (
        <section className="own-card" key={section.id}>
          <h2>
            {section.name}
            <small>{section.points.reduce((sum, one) => sum + one.most, 0)} 分</small>
          </h2>
          {section.points.map((point) => (
            <div className="q-rule" key={point.id}>
              <b>
                {point.name}
                {point.mayNotApply && <small>可不适用</small>}
              </b>
              <span>
                {point.full}
                {point.less !== "" && <small>扣分：{point.less}</small>}
              </span>
              <em>{point.most}</em>
            </div>
          ))}
        </section>
      ))}
      <section className="own-card">
        <h2>
          一票否决<small>有一项，总分就是 0</small>
        </h2>
        {rubric.criticals.length === 0 && <p className="kb-lead">没有。</p>}
        {rubric.criticals.map((one) => (
          <div className="q-rule" key={one.id}>
            <b>{one.name}</b>
            <span>{one.about}</span>
          </div>
        ))}
      </section>
      <p className="kb-lead">
        满分 {most} 分，折算成百分制；不适用的评分点不算在内。扣了分的都要点出是哪一句话，或写明原因。
      </p>
    </div>
  );
}
