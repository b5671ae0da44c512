import { accountRoutes, staffRoles, type AccountView, type StaffRole } from "@wsi/shared/contract";
import { Button, Checkbox, Input, Modal } from "antd";
import { useState } from "react";
import { sentence } from "../client.ts";
import { Labelled } from "../labelled.tsx";
import { roleName } from "../rail.tsx";
import { useCopy } from "../secret-setup.tsx";
import { useSession } from "../session.tsx";
import { SaveDialog } from "./save-dialog.tsx";

/** What each role opens, for whoever gives it. */
const opens: Record<StaffRole, string> = {
  agent: "接待市民会话",
  reviewer: "审核办件",
  supervisor: "看板、带组、查看全部会话和办件",
  counter: "窗口发放密码条",
  admin: "管理人员、班组和工作时间",
  editor: "知识库、菜单、推送、粉丝",
};

export function AccountForm({
  of,
  close,
  done,
}: {
  of: AccountView | null;
  close: () => void;
  done: (made: { name: string; account: string; password: string } | null) => void;
}) {
  const { ask } = useSession();
  const [account, setAccount] = useState("");
  const [name, setName] = useState(of?.name ?? "");
  const [roles, setRoles] = useState<StaffRole[]>(of?.roles ?? ["agent"]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ field: string; message: string } | null>(null);
  const save = async () => {
    setBusy(true);
    const answer = of
      ? await ask(accountRoutes.change, { id: of.id, name, roles })
      : await ask(accountRoutes.add, { account, name, roles });
    setBusy(false);
    if (!answer.ok) {
      const [first] = answer.error.problems ?? [];
      return setProblem(first ?? { field: "", message: sentence(answer.error) });
    }
    done("password" in answer.value ? { name, account, password: answer.value.password } : null);
  };
  const atField = ["account", "name", "roles"].includes(problem?.field.split(".")[0] ?? "");
  const saving = { busy, problem: atField ? null : (problem?.message ?? null), save: () => void save() };
  const of_ = (field: string) => (problem?.field.split(".")[0] === field ? problem.message : undefined);
  return (
    <SaveDialog
      title={of ? `${of.name}（${of.account}）` : "添加人员"}
      saving={saving}
      byEnter
      test="account-save"
      close={close}
    >
      {!of && (
        <Labelled label="账号" hint="登录用，小写字母开头" problem={of_("account")}>
          <Input
            value={account}
            autoFocus
            autoCapitalize="off"
            autoComplete="off"
            spellCheck={false}
            maxLength={30}
            onChange={(event) => setAccount(event.target.value.trim())}
            data-test="account-account"
          />
        </Labelled>
      )}
      <Labelled label="姓名" hint="同事看得到；市民只看到「客服」和姓" problem={of_("name")}>
        <Input value={name} maxLength={20} onChange={(event) => setName(event.target.value)} data-test="account-name" />
      </Labelled>
      <fieldset className="office-roles">
        <legend>岗位</legend>
        {staffRoles.map((role) => (
          <Checkbox
            key={role}
            checked={roles.includes(role)}
            onChange={(event) =>
              setRoles(event.target.checked ? [...roles, role] : roles.filter((one) => one !== role))
            }
            data-test={`account-role-${role}`}
          >
            <b>{roleName[role]}</b> <small>{opens[role]}</small>
          </Checkbox>
        ))}
        {of_("roles") && <em className="kb-bad">{of_("roles")}</em>}
      </fieldset>
    </SaveDialog>
  );
}

/** Shown once, for the administrator to hand over. */
export function InitialPassword({
  name,
  account,
  password,
  close,
}: {
  name: string;
  account: string;
  password: string;
  close: () => void;
}) {
  const copy = useCopy();
  return (
    <Modal
      open
      title={`${name} 的初始密码`}
      closable={false}
      maskClosable={false}
      keyboard={false}
      footer={
        <>
          <Button onClick={() => void copy(password)}>复制</Button>
          <Button type="primary" onClick={close} data-test="initial-done">
            已经交给本人
          </Button>
        </>
      }
    >
      <p>
        账号 <b>{account}</b>，初始密码只显示这一次，请当面或电话交给本人。第一次登录必须改掉。
      </p>
      <p className="own-secret" data-test="initial-password">
        {password}
      </p>
    </Modal>
  );
}
