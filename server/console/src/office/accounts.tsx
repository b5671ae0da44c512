import { accountRoutes, staffRoles, type AccountView, type RoleRule } from "@wsi/shared/contract";
import { App, Button, Checkbox, Dropdown, Input } from "antd";
import { useState } from "react";
import { exactTime, timeWords } from "../beijing.ts";
import { sentence, type Answer } from "../client.ts";
import { roleName } from "../rail.tsx";
import { useNow, useSession } from "../session.tsx";
import { Blank, Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { AccountForm, InitialPassword } from "./account-form.tsx";

/** Accounts: who may come in, as what, and what stands in their way. */
export function Accounts() {
  const { ask } = useSession();
  const { message, modal } = App.useApp();
  const now = useNow();
  const list = useAsked(accountRoutes.accounts, {});
  const [wanted, setWanted] = useState("");
  const [form, setForm] = useState<AccountView | "new" | null>(null);
  const [fresh, setFresh] = useState<{ name: string; account: string; password: string } | null>(null);
  if (list.trouble && !list.value) return <Failed message={list.trouble} retry={list.reload} />;
  if (!list.value) return <Loading />;
  const { accounts, rules } = list.value;
  const words = wanted.trim().toLowerCase();
  const shown = accounts.filter((one) =>
    `${one.name} ${one.account} ${one.roles.map((role) => roleName[role]).join(" ")} ${one.groups.join(" ")}`
      .toLowerCase()
      .includes(words),
  );
  const take = (answer: Answer<AccountView>, done: string) => {
    if (answer.ok) void message.success(done);
    else void message.error(sentence(answer.error));
    list.reload();
  };
  const acts = (one: AccountView) => [
    { key: "change", label: "改姓名和岗位", onClick: () => setForm(one) },
    ...(one.lockedUntil
      ? [
          {
            key: "unlock",
            label: "解锁",
            onClick: async () => take(await ask(accountRoutes.unlock, { id: one.id }), "已解锁，可以马上登录"),
          },
        ]
      : []),
    ...(one.self
      ? []
      : [
          {
            key: "password",
            label: "重置密码",
            onClick: () =>
              modal.confirm({
                title: `重置 ${one.name} 的密码？`,
                content: "原来的密码马上失效，正在用的登录会退出。新的初始密码只显示一次，请当面交给本人。",
                okText: "重置",
                cancelText: "再想想",
                onOk: async () => {
                  const answer = await ask(accountRoutes.resetPassword, { id: one.id });
                  if (!answer.ok) return void message.error(sentence(answer.error));
                  setFresh({ name: one.name, account: one.account, password: answer.value.password });
                  list.reload();
                },
              }),
          },
        ]),
    ...(one.secondFactor
      ? [
          {
            key: "code",
            label: "重置两步验证",
            onClick: () =>
              modal.confirm({
                title: `重置 ${one.name} 的两步验证？`,
                content: "用于换了或丢了手机。请先当面确认是本人：重置后只凭密码就能登录，到重新设置为止。",
                okText: "重置",
                cancelText: "再想想",
                onOk: async () => take(await ask(accountRoutes.resetSecondFactor, { id: one.id }), "已重置两步验证"),
              }),
          },
        ]
      : []),
    ...(one.self
      ? []
      : one.disabledAt
        ? [
            {
              key: "enable",
              label: "重新启用",
              onClick: async () => take(await ask(accountRoutes.enable, { id: one.id }), "已启用"),
            },
          ]
        : [
            {
              key: "disable",
              danger: true,
              label: "停用",
              onClick: () =>
                modal.confirm({
                  title: `停用 ${one.name} 的账号？`,
                  content:
                    "马上退出登录，不能再登录；正在接待的会话会回到队列最前面。办过的事和说过的话都留着，可以重新启用。",
                  okText: "停用",
                  okButtonProps: { danger: true },
                  cancelText: "再想想",
                  onOk: async () => take(await ask(accountRoutes.disable, { id: one.id }), "已停用"),
                }),
            },
          ]),
  ];
  return (
    <div className="office-page">
      <header className="office-head">
        <h1>人员</h1>
        <Input.Search
          allowClear
          placeholder="找姓名、账号、岗位、小组"
          aria-label="找人"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
        <Button type="primary" onClick={() => setForm("new")} data-test="account-new">
          添加人员
        </Button>
      </header>
      {shown.length === 0 ? (
        <Blank title="没有找到" text="换个词试试，或者添加一位新同事。" />
      ) : (
        <div className="office-scroll">
          <table className="office-table" data-test="accounts">
            <thead>
              <tr>
                <th>姓名</th>
                <th>账号</th>
                <th>岗位</th>
                <th>技能组</th>
                <th>状态</th>
                <th>最近活动</th>
                <th>
                  <span className="unseen">操作</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((one) => (
                <tr key={one.id} className={one.disabledAt ? "off" : undefined}>
                  <td>
                    <b>{one.name}</b>
                    {one.self && <small> 您自己</small>}
                  </td>
                  <td>{one.account}</td>
                  <td>{one.roles.map((role) => roleName[role]).join("、")}</td>
                  <td>{one.groups.join("、") || "—"}</td>
                  <td>
                    <span className="office-marks">
                      {one.disabledAt ? (
                        <i className="bad" title={exactTime(one.disabledAt)}>
                          已停用
                        </i>
                      ) : one.lockedUntil ? (
                        <i className="bad">锁定到 {timeWords(one.lockedUntil, now)}</i>
                      ) : null}
                      {one.initial && <i className="warn">还是初始密码</i>}
                      {one.secondFactor && <i className="good">两步验证</i>}
                      {!one.disabledAt && !one.lockedUntil && !one.initial && !one.secondFactor && "正常"}
                    </span>
                  </td>
                  <td>{one.seenAt ? timeWords(one.seenAt, now) : "没有登录"}</td>
                  <td>
                    <Dropdown trigger={["click"]} menu={{ items: acts(one) }}>
                      <Button size="small" aria-label={`${one.name}的操作`} data-test={`account-acts-${one.account}`}>
                        操作
                      </Button>
                    </Dropdown>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Rules rules={rules} changed={list.reload} />
      {form !== null && (
        <AccountForm
          of={form === "new" ? null : form}
          close={() => setForm(null)}
          done={(made) => {
            setForm(null);
            if (made) setFresh(made);
            list.reload();
          }}
        />
      )}
      {fresh && <InitialPassword {...fresh} close={() => setFresh(null)} />}
    </div>
  );
}

function Rules({ rules, changed }: { rules: readonly RoleRule[]; changed: () => void }) {
  const { ask } = useSession();
  const { message } = App.useApp();
  const set = async (rule: RoleRule) => {
    const answer = await ask(accountRoutes.setRule, rule);
    if (!answer.ok) void message.error(sentence(answer.error));
    else
      void message.success(
        rule.secondFactor ? `${roleName[rule.role]}今后要两步验证` : `${roleName[rule.role]}不再要求`,
      );
    changed();
  };
  return (
    <section className="own-card">
      <h2>哪些岗位必须用两步验证</h2>
      <div className="office-rules">
        {staffRoles.map((role) => (
          <Checkbox
            key={role}
            checked={rules.some((rule) => rule.role === role && rule.secondFactor)}
            onChange={(event) => void set({ role, secondFactor: event.target.checked })}
            data-test={`rule-${role}`}
          >
            {roleName[role]}
          </Checkbox>
        ))}
      </div>
      <p className="kb-lead">勾上马上生效：还没设置的同事要先在手机上设置好，才能继续使用。建议避开接待高峰。</p>
    </section>
  );
}
