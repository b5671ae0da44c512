import { View } from "@tarojs/components";
import { useState } from "react";
import { api } from "../../api.ts";
import type { CitizenSubscription } from "@wsi/shared/contract";
import { askToSubscribe } from "../../platform/subscribe";
import { ActionProblem, Button, Card, Fact, useLoaded } from "../../ui/index.ts";

const load = () => api.subscriptions({});

const leftWords = ({ longTerm, left }: CitizenSubscription): string =>
  left === 0 ? "还没有允许" : longTerm ? "已允许，一直有效" : `已允许，还能给您发 ${left} 条`;

/** WeChat's own notices, which ring even while nobody looks here: one tap allows one of each. Says nothing when there are none. */
export function Subscriptions() {
  const { value, reload } = useLoaded(load);
  const [answered, setAnswered] = useState<CitizenSubscription[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const shown = answered ?? value ?? [];
  if (shown.length === 0) return null;

  async function allow(): Promise<void> {
    // The dialog first, straight from the tap.
    const asked = askToSubscribe(shown.slice(0, 5).map(({ template, title }) => ({ template, title })));
    setBusy(true);
    const choice = await asked;
    const done =
      choice.ok && choice.decided.length > 0 ? await api.decideSubscriptions({ decided: choice.decided }) : null;
    setBusy(false);
    setTrouble(!choice.ok ? choice.message : done && !done.ok ? done.error.message : null);
    if (done?.ok) setAnswered(done.value);
    else if (done) reload();
  }

  return (
    <Card title="微信通知" test="subscriptions">
      <View>到期、调整这类要紧的事，允许以后微信会弹出来提醒您。微信规定：允许一次，只能发一条。</View>
      {shown.map((one) => (
        <Fact key={one.template} label={one.title}>
          {leftWords(one)}
        </Fact>
      ))}
      {trouble ? <ActionProblem id="subscriptions-problem" text={trouble} /> : null}
      <Button look="light" id="subscribe" busy={busy} onClick={() => void allow()}>
        {shown.some((one) => one.left > 0) ? "再允许一次" : "允许微信提醒我"}
      </Button>
    </Card>
  );
}
