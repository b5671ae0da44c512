import type { StaffMe } from "@wsi/shared/contract";
import { Button } from "antd";
import { useState } from "react";
import type { Ask } from "./client.ts";
import { NewPassword } from "./new-password.tsx";
import { RecoveryCodes, SecretSetup } from "./secret-setup.tsx";
import "./knowledge/knowledge.css";
import "./own/own.css";

/** What has to be done before the rooms open. The server refuses everything else until then. */
export function FirstSteps({
  ask,
  me,
  done,
  leave,
}: {
  ask: Ask;
  me: StaffMe;
  done: (me: StaffMe) => void;
  leave: () => void;
}) {
  const [proven, setProven] = useState<{ me: StaffMe; recovery: string[] } | null>(null);
  return (
    <main className="first" data-test="first-steps">
      <section>
        <p className="first-who">
          {me.name}（{me.account}）
        </p>
        {proven ? (
          <>
            <h1>两步验证已开启</h1>
            <RecoveryCodes codes={proven.recovery} done={() => done(proven.me)} />
          </>
        ) : me.owes === "password" ? (
          <>
            <h1>请先换掉初始密码</h1>
            <p className="kb-lead">初始密码别人也见过。换成只有您知道的，才能开始使用工作台。</p>
            <NewPassword ask={ask} me={me} done={done} />
          </>
        ) : (
          <>
            <h1>请先设置两步验证</h1>
            <p className="kb-lead">您的岗位能看到市民的资料，登录时除了密码，还要手机上的 6 位验证码。</p>
            <SecretSetup ask={ask} done={(now, recovery) => setProven({ me: now, recovery })} />
          </>
        )}
        <Button type="link" onClick={leave}>
          退出登录
        </Button>
      </section>
    </main>
  );
}
