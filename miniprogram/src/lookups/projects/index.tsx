import { View } from "@tarojs/components";
import type { ProjectCard } from "@wsi/shared/contract";
import { useCallback, useState } from "react";
import { api } from "../../api.ts";
import { Card, Cell, dayText, Empty, Fact, Pager, Tag, TextButton, yuan } from "../../ui/index.ts";
import { EmployerOnly, Lookup } from "../frame.tsx";

/** 工程项目: insured by project, with the roster. */
export default function ProjectsPage() {
  return <EmployerOnly title="工程项目">{(employer) => <Projects key={employer} employer={employer} />}</EmployerOnly>;
}

function Projects({ employer }: { employer: string }) {
  const [shown, setShown] = useState<string | null>(null);
  const load = useCallback(() => api.projects({ employer }), [employer]);
  if (shown !== null) return <Roster employer={employer} id={shown} back={() => setShown(null)} />;
  return (
    <Lookup title="工程项目" lead="工程项目" text="按项目参加工伤保险，缴一次管到完工" load={load}>
      {({ projects }) =>
        projects.length === 0 ? (
          <Empty
            title="还没有工程项目"
            text="建筑施工企业开工前，在「找事项」里搜「农民工工伤」登记项目。别的单位不用办。"
          />
        ) : (
          projects.map((one) => <Project key={one.id} one={one} onRoster={() => setShown(one.id)} />)
        )
      }
    </Lookup>
  );
}

function Project({ one, onRoster }: { one: ProjectCard; onRoster(): void }) {
  return (
    <Card test="project" title={one.name}>
      <Fact label="参保证明编号">{one.certificate}</Fact>
      <Fact label="工期">
        {dayText(one.from)}到{dayText(one.to)}
      </Fact>
      <Fact label="合同价（含税）">{yuan(one.price)} 元</Fact>
      <Fact label="工伤保险费">
        {yuan(one.fee)} 元{" "}
        <Tag tone={one.due > 0 ? "warn" : "good"}>{one.due > 0 ? `还有 ${yuan(one.due)} 元待缴` : "已到账"}</Tag>
      </Fact>
      <Cell
        id={`roster-${one.id}`}
        label="工人名单"
        text={`登记过 ${one.workers} 人，现在在场 ${one.present} 人`}
        onClick={onRoster}
      />
    </Card>
  );
}

function Roster({ employer, id, back }: { employer: string; id: string; back(): void }) {
  const [page, setPage] = useState(1);
  const load = useCallback(() => api.projectRoster({ employer, id, page: String(page) }), [employer, id, page]);
  return (
    <Lookup
      title="工人名单"
      lead="工人名单"
      text="谁在场、什么时候来的"
      load={load}
      above={
        <TextButton id="roster-back" onClick={back}>
          回到工程项目
        </TextButton>
      }
    >
      {(value) => (
        <>
          <Card title={value.name}>
            {value.rows.map((row) => (
              <Cell
                key={`${row.personId}${row.from}`}
                test="roster-row"
                label={row.name}
                text={
                  <View>
                    {dayText(row.from)}进场{row.to === null ? "" : `，${dayText(row.to)}离场`}
                  </View>
                }
                value={<Tag tone={row.to === null ? "good" : "plain"}>{row.to === null ? "在场" : "已离场"}</Tag>}
              />
            ))}
            {value.matching === 0 ? <View>还没有登记工人。</View> : null}
          </Card>
          <Pager page={value.page} matching={value.matching} size={value.size} unit="人" onPage={setPage} />
        </>
      )}
    </Lookup>
  );
}
