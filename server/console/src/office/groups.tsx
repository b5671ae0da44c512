import { rosterRoutes, skillLevels, type GroupMember, type GroupView, type StaffBrief } from "@wsi/shared/contract";
import { App, Button, InputNumber, Popconfirm, Select } from "antd";
import { useState } from "react";
import { sentence, type Answer } from "../client.ts";
import { useSession } from "../session.tsx";
import { Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { GroupForm } from "./group-form.tsx";
import { shiftDay } from "./shift-words.ts";

const levels = ([3, 2, 1] as const).map((level) => ({ value: level, label: skillLevels[level] }));

/** Skill groups: which questions come to whom, and how many at once. */
export function Groups({ admin }: { admin: boolean }) {
  const list = useAsked(rosterRoutes.groups, {});
  const [form, setForm] = useState<GroupView | "new" | null>(null);
  if (list.trouble && !list.value) return <Failed message={list.trouble} retry={list.reload} />;
  if (!list.value) return <Loading />;
  const { groups, staff } = list.value;
  const put = (group: GroupView) =>
    list.keep({ staff, groups: groups.map((one) => (one.id === group.id ? group : one)) });
  return (
    <div className="office-page">
      <header className="office-head">
        <h1>技能组</h1>
        <p className="kb-lead">市民的问题里有哪个组的关键词就给哪个组，组里水平高的先接；都没有命中的，谁就绪谁接。</p>
        {admin && (
          <Button type="primary" onClick={() => setForm("new")} data-test="group-new">
            新建小组
          </Button>
        )}
      </header>
      {!admin && groups.every((one) => !one.mine) && (
        <p className="note-line">您还不在任何小组里，只能查看。请管理员把您加进要带的小组。</p>
      )}
      <div className="office-cards">
        {groups.map((one) => (
          <GroupCard
            key={one.id}
            group={one}
            staff={staff}
            admin={admin}
            put={put}
            edit={() => setForm(one)}
            gone={list.reload}
          />
        ))}
      </div>
      {form !== null && (
        <GroupForm
          of={form === "new" ? null : form}
          close={() => setForm(null)}
          done={() => {
            setForm(null);
            list.reload();
          }}
        />
      )}
    </div>
  );
}

function GroupCard({
  group,
  staff,
  admin,
  put,
  edit,
  gone,
}: {
  group: GroupView;
  staff: readonly StaffBrief[];
  admin: boolean;
  put: (group: GroupView) => void;
  edit: () => void;
  gone: () => void;
}) {
  const { ask } = useSession();
  const { message } = App.useApp();
  const take = (answer: Answer<GroupView>) => {
    if (answer.ok) put(answer.value);
    else void message.error(sentence(answer.error));
  };
  const set = async (member: Pick<GroupMember, "id" | "level" | "cap">) =>
    take(await ask(rosterRoutes.setMember, { id: group.id, staffId: member.id, level: member.level, cap: member.cap }));
  const others = staff.filter((one) => group.members.every((member) => member.id !== one.id));
  return (
    <section className="own-card" data-test={`group-${group.name}`}>
      <header className="office-card-head">
        <h2>{group.name}</h2>
        <span className={group.open ? "own-here" : "office-shut"}>
          {group.open
            ? "现在接待"
            : group.opensAt
              ? `休息，${shiftDay(group.opensAt.day)} ${group.opensAt.time} 开始`
              : "工作时间里没有一段是开的"}
        </span>
        {group.mine && (
          <Button size="small" className="push" onClick={edit} data-test="group-edit">
            修改
          </Button>
        )}
        {admin && !group.standard && (
          <Popconfirm
            title="停用这个小组？"
            description="它的问题以后都给「综合咨询」，小组的常用语不再出现。"
            okText="停用"
            cancelText="再想想"
            onConfirm={async () => {
              const answer = await ask(rosterRoutes.closeGroup, { id: group.id });
              if (!answer.ok) void message.error(sentence(answer.error));
              gone();
            }}
          >
            <Button size="small" danger>
              停用
            </Button>
          </Popconfirm>
        )}
      </header>
      {group.about !== "" && <p className="kb-lead">{group.about}</p>}
      <p className="office-words">
        {group.words.length > 0
          ? group.words.map((word) => <i key={word}>{word}</i>)
          : group.standard
            ? "没有命中其他小组关键词的问题，谁就绪谁接，不限组员"
            : "还没有关键词，问题不会自动分到这里"}
      </p>
      {group.members.length === 0 ? (
        <p className="kb-lead">组里还没有人{group.standard ? "" : "，问题不会分到这里"}。</p>
      ) : (
        <div className="office-scroll">
          <table className="office-table">
            <thead>
              <tr>
                <th>成员</th>
                <th>水平</th>
                <th>同时最多</th>
                <th>现在</th>
                <th>
                  <span className="unseen">操作</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {group.members.map((one) => (
                <tr key={one.id}>
                  <td>
                    <b>{one.name}</b>
                    {one.roles.includes("supervisor") && <small> 主管</small>}
                  </td>
                  <td>
                    <Select
                      size="small"
                      value={one.level}
                      options={levels}
                      disabled={!group.mine}
                      aria-label={`${one.name}的水平`}
                      onChange={(level) => void set({ ...one, level })}
                    />
                  </td>
                  <td>
                    <InputNumber
                      size="small"
                      min={1}
                      max={50}
                      precision={0}
                      defaultValue={one.cap}
                      key={one.cap}
                      disabled={!group.mine}
                      aria-label={`${one.name}同时最多接待几个会话`}
                      onBlur={(event) => {
                        const cap = Math.round(Number(event.target.value));
                        if (cap !== one.cap && cap >= 1 && cap <= 50) void set({ ...one, cap });
                      }}
                      onPressEnter={(event) => event.currentTarget.blur()}
                    />
                  </td>
                  <td>
                    {one.ready ? `就绪，接待 ${one.load} 个` : one.load > 0 ? `未就绪，手上 ${one.load} 个` : "未就绪"}
                  </td>
                  <td>
                    {group.mine && (
                      <Button
                        size="small"
                        type="text"
                        onClick={async () =>
                          take(await ask(rosterRoutes.removeMember, { id: group.id, staffId: one.id }))
                        }
                      >
                        移出
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {group.mine && (
        <Select
          showSearch={{ optionFilterProp: "label" }}
          value={null}
          placeholder={others.length === 0 ? "有客服岗位的同事都在组里了" : "加一位同事（可以打字找）"}
          disabled={others.length === 0}
          aria-label={`往${group.name}加一位同事`}
          className="office-add"
          options={others.map((one) => ({ value: one.id, label: one.name }))}
          onChange={(staffId: string | null) => staffId && void set({ id: staffId, level: 2, cap: 5 })}
          data-test="group-add"
        />
      )}
    </section>
  );
}
