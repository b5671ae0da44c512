import { beijingDay } from "@wsi/shared/case";
import { deskServices, rosterRoutes, type DeskService, type HourPlanView } from "@wsi/shared/contract";
import { Input, Radio } from "antd";
import { useState } from "react";
import { Labelled } from "../labelled.tsx";
import { useNow, useSession } from "../session.tsx";
import { HourFields, planOf, typedHours } from "./hour-fields.tsx";
import { SaveDialog, useSaving } from "./save-dialog.tsx";
import { Weeks } from "./weeks.tsx";

export function PlanForm({
  of,
  standard,
  close,
  done,
}: {
  of: HourPlanView | null;
  standard: HourPlanView | undefined;
  close: () => void;
  done: () => void;
}) {
  const { ask } = useSession();
  const today = beijingDay(useNow(600));
  const from = of ?? standard;
  const [name, setName] = useState(of?.name ?? "");
  const [hours, setHours] = useState(() => typedHours(from?.days, of?.special));
  const [service, setService] = useState<DeskService>(of?.service ?? "desk");
  const plan = planOf(hours);
  const saving = useSaving(() => {
    if (!plan) return "红字的地方还没写对";
    const draft = { name, service, ...plan };
    return of ? ask(rosterRoutes.changePlan, { id: of.id, ...draft }) : ask(rosterRoutes.addPlan, draft);
  }, done);
  return (
    <SaveDialog title={of ? of.name : "新建工作时间"} saving={saving} width={860} test="plan-save" close={close}>
      <Labelled label="名称">
        <Input
          value={name}
          maxLength={20}
          autoFocus={!of}
          onChange={(event) => setName(event.target.value)}
          data-test="plan-name"
        />
      </Labelled>
      <Labelled label="上班时间由谁接待公众号里的市民">
        <Radio.Group
          value={service}
          options={Object.entries(deskServices).map(([value, label]) => ({ value, label }))}
          onChange={(event) => setService(event.target.value as DeskService)}
          data-test="plan-service"
        />
      </Labelled>
      {service === "wechat" && (
        <p className="kb-lead">
          市民说「转人工」就转到微信自带的客服，在微信的客服工具里回复；那边的对话会取回到工作台，只能看。小程序里的咨询、危急的话、从菜单点的转人工，仍到本工作台。
        </p>
      )}
      <HourFields value={hours} today={today} onChange={setHours} />
      {plan && <Weeks plan={plan} today={today} weeks={3} />}
    </SaveDialog>
  );
}
