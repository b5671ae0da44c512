import { useRouter } from "@tarojs/taro";
import { maxFileBytes, rollStateName, type RollCard, type RollKindView } from "@wsi/shared/contract";
import { useCallback, useState } from "react";
import { api, openRollFile, sendRoll } from "../../api.ts";
import { ForWhomBanner, useForWhom } from "../../for-whom.tsx";
import { pick } from "../../platform/upload";
import {
  ActionProblem,
  Banner,
  Bullets,
  Button,
  Buttons,
  Card,
  Cell,
  Empty,
  Fact,
  Failure,
  go,
  Lead,
  Loading,
  Meter,
  momentText,
  NotBound,
  Note,
  Option,
  Options,
  Page,
  Question,
  Tag,
  useLoaded,
} from "../../ui/index.ts";
import { rollTone } from "../tone.ts";

/** 用花名册批量办: which matter, its template, the file, and what was sent in before. */
export default function RollsPage() {
  const chosen = useForWhom();
  if (chosen.as !== "employer")
    return (
      <Page title="花名册批量办">
        <Empty title="请先选单位" text="花名册是单位的事，由单位经办人来办。">
          <Button id="to-employers" onClick={() => go("me/employer/index")}>
            去「我的单位」
          </Button>
        </Empty>
      </Page>
    );
  return <Rolls key={chosen.id} employer={chosen.id} />;
}

function Rolls({ employer }: { employer: string }) {
  const loadKinds = useCallback(() => api.rollKinds({ employer }), [employer]);
  const loadRolls = useCallback(() => api.rolls({ employer }), [employer]);
  const kinds = useLoaded(loadKinds);
  const sent = useLoaded(loadRolls);
  const [code, setCode] = useState<string | null>(useRouter().params["kind"] ?? null);
  if (!kinds.value)
    return (
      <Page title="花名册批量办">
        {!kinds.error ? (
          <Loading />
        ) : kinds.error.code === "not-bound" ? (
          <NotBound />
        ) : (
          <Failure error={kinds.error} onRetry={kinds.reload} />
        )}
      </Page>
    );
  const kind = kinds.value.kinds.find((one) => one.code === code);
  return (
    <Page title="花名册批量办">
      <Lead title="用花名册批量办" text="一个表格办很多人：下载模板，填好上传，系统先核对，您确认以后才办。" />
      <ForWhomBanner />
      <Card title="办什么">
        <Options id="roll-kinds">
          {kinds.value.kinds.map((one) => (
            <Option key={one.code} id={`kind-${one.code}`} on={one.code === code} onClick={() => setCode(one.code)}>
              {one.name}
            </Option>
          ))}
        </Options>
      </Card>
      {kind ? <SendIn key={kind.code} employer={employer} kind={kind} projects={kinds.value.projects} /> : null}
      {sent.error && !sent.value ? <Failure error={sent.error} onRetry={sent.reload} /> : null}
      {sent.value && sent.value.length > 0 ? (
        <Card title="传过的花名册">
          {sent.value.map((one) => (
            <SentCell key={one.id} one={one} />
          ))}
        </Card>
      ) : null}
    </Page>
  );
}

function SentCell({ one }: { one: RollCard }) {
  const words = one.state === "checked" && one.bad > 0 ? `${one.bad} 行有问题` : rollStateName[one.state];
  return (
    <Cell
      test="roll"
      label={one.name}
      text={`${one.total} 人，${momentText(one.createdAt)}，${one.fileName}`}
      value={<Tag tone={rollTone(one)}>{words}</Tag>}
      onClick={() => go(`rolls/roll/index?id=${one.id}`)}
    />
  );
}

interface SendInProps {
  employer: string;
  kind: RollKindView;
  projects: { id: string; name: string }[];
}

function SendIn({ employer, kind, projects }: SendInProps) {
  const [project, setProject] = useState<string | null>(null);
  const [percent, setPercent] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function template(type: "xlsx" | "xls") {
    const got = await openRollFile({ template: kind.code }, `${kind.name}模板`, type);
    setProblem(got.ok ? null : got.error.message);
  }
  async function choose() {
    if (kind.of === "project" && project === null) return setProblem("请先选项目");
    const [file] = await pick("file", ["xlsx", "xls"], 1);
    if (!file) return;
    if (!/\.xlsx?$/i.test(file.name)) return setProblem("只能上传 .xlsx 或 .xls 表格，请换一个文件");
    if (file.bytes > maxFileBytes) return setProblem("文件超过 10 MB，请拆成几个文件");
    setProblem(null);
    setPercent(0);
    const done = await sendRoll({ kind: kind.code, employer, project }, file, setPercent);
    setPercent(null);
    if (!done.ok) return setProblem([done.error.message, done.error.instead].filter(Boolean).join("。"));
    go(`rolls/roll/index?id=${done.value.id}${done.value.again ? "&again=1" : ""}`);
  }

  return (
    <>
      <Card title="第一步：下载模板，填好">
        <Note>{kind.advice}</Note>
        <Buttons>
          <Button look="light" id="template-xlsx" onClick={() => void template("xlsx")}>
            模板（.xlsx）
          </Button>
          <Button look="light" id="template-xls" onClick={() => void template("xls")}>
            模板（.xls）
          </Button>
        </Buttons>
        {kind.columns.map((one) => (
          <Fact key={one.key} label={`${one.label}${one.required ? "" : "（选填）"}`}>
            {one.note}
          </Fact>
        ))}
      </Card>
      {kind.of === "project" ? (
        <Card>
          <Question name="project" label="哪个项目">
            {projects.length === 0 ? (
              <Banner tone="warn" title="现在没有在施工的参保项目" />
            ) : (
              <Options id="roll-projects">
                {projects.map((one) => (
                  <Option
                    key={one.id}
                    id={`project-${one.id}`}
                    on={project === one.id}
                    onClick={() => setProject(one.id)}
                  >
                    {one.name}
                  </Option>
                ))}
              </Options>
            )}
          </Question>
        </Card>
      ) : null}
      <Card title="第二步：上传">
        <Bullets items={["上传以后先核对，不会马上办。", "有问题的行会逐格指出来，只改那些行。"]} />
        {percent === null ? null : (
          <Meter done={percent} of={100} words={percent < 100 ? "正在上传" : "已上传，正在读表格"} />
        )}
        {problem ? <ActionProblem id="roll-problem" text={problem} /> : null}
        <Button id="roll-send" busy={percent !== null} onClick={() => void choose()}>
          选择填好的表格上传
        </Button>
      </Card>
    </>
  );
}
