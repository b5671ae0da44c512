import { ownRoutes } from "@wsi/shared/contract";
import { App, Button, Input, Modal } from "antd";
import { useState } from "react";
import { exactTime } from "../beijing.ts";
import { sentence } from "../client.ts";
import { RecoveryCodes, SecretSetup } from "../secret-setup.tsx";
import { useSession } from "../session.tsx";
import { Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";

/** The second factor as its owner sees it: off, being set up, or on. */
export function SecondFactor({ changed }: { changed: () => void }) {
  const { ask } = useSession();
  const { message } = App.useApp();
  const state = useAsked(ownRoutes.secondFactor, {});
  const [setting, setSetting] = useState(false);
  const [recovery, setRecovery] = useState<readonly string[] | null>(null);
  const [asking, setAsking] = useState<"stop" | "recovery" | null>(null);
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  if (state.trouble && !state.value) return <Failed message={state.trouble} retry={state.reload} />;
  if (!state.value) return <Loading rows={3} />;
  if (recovery)
    return (
      <RecoveryCodes
        codes={recovery}
        done={() => {
          setRecovery(null);
          state.reload();
        }}
      />
    );
  const { since, required, recoveryLeft } = state.value;
  if (since === null && !setting)
    return (
      <>
        <p className="kb-lead">没有开启。开启后，别人知道了密码也登录不了：登录时还要手机上的 6 位数字。</p>
        <Button type="primary" onClick={() => setSetting(true)} data-test="code-setup">
          开启两步验证
        </Button>
      </>
    );
  if (since === null)
    return (
      <SecretSetup
        ask={ask}
        done={(_, codes) => {
          setSetting(false);
          setRecovery(codes);
          changed();
        }}
      />
    );
  const confirm = async () => {
    setBusy(true);
    const answer = await (asking === "stop"
      ? ask(ownRoutes.stopSecondFactor, { password })
      : ask(ownRoutes.newRecovery, { password }));
    setBusy(false);
    if (!answer.ok) return void message.error(sentence(answer.error));
    setAsking(null);
    setPassword("");
    if ("recovery" in answer.value) setRecovery(answer.value.recovery);
    else state.keep(answer.value);
  };
  return (
    <>
      <p className="kb-lead">
        {exactTime(since)} 开启，恢复码还剩 <b>{recoveryLeft}</b> 个。
        {recoveryLeft <= 2 && "请换一组新的。"}
      </p>
      <div className="kb-acts">
        <Button onClick={() => setAsking("recovery")}>换一组恢复码</Button>
        {required ? (
          <small>您的岗位要求两步验证，不能关闭；换手机请管理员重置。</small>
        ) : (
          <Button danger onClick={() => setAsking("stop")} data-test="code-stop">
            关闭
          </Button>
        )}
      </div>
      <Modal
        open={asking !== null}
        title={asking === "stop" ? "关闭两步验证" : "换一组恢复码（原来的不能再用）"}
        okText="确定"
        cancelText="再想想"
        okButtonProps={{ danger: asking === "stop", disabled: password === "", "data-test": "code-confirm" }}
        confirmLoading={busy}
        onCancel={() => setAsking(null)}
        onOk={() => void confirm()}
      >
        <Input.Password
          value={password}
          autoFocus
          autoComplete="current-password"
          placeholder="请填写密码，确认是您本人"
          aria-label="密码"
          onChange={(event) => setPassword(event.target.value)}
          onPressEnter={() => password !== "" && void confirm()}
        />
      </Modal>
    </>
  );
}
