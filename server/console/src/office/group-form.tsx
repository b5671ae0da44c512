import { rosterRoutes, usualWaitLimit, type GroupView } from "@wsi/shared/contract";
import { Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { Labelled } from "../labelled.tsx";
import { useSession } from "../session.tsx";
import { useAsked } from "../use-asked.ts";
import { SaveDialog, useSaving } from "./save-dialog.tsx";

export function GroupForm({ of, close, done }: { of: GroupView | null; close: () => void; done: () => void }) {
  const { ask } = useSession();
  const plans = useAsked(rosterRoutes.plans, {});
  const [name, setName] = useState(of?.name ?? "");
  const [about, setAbout] = useState(of?.about ?? "");
  const [words, setWords] = useState<string[]>(of?.words ?? []);
  const [hourPlanId, setHourPlanId] = useState<string | null>(of?.hourPlanId ?? null);
  const [waitLimit, setWaitLimit] = useState<number | null>(of?.waitLimit ?? usualWaitLimit);
  const draft = { name, about, words, hourPlanId, waitLimit: waitLimit ?? 0 };
  const saving = useSaving(
    () => (of ? ask(rosterRoutes.changeGroup, { id: of.id, ...draft }) : ask(rosterRoutes.addGroup, draft)),
    done,
  );
  return (
    <SaveDialog title={of ? of.name : "新建小组"} saving={saving} byEnter test="group-save" close={close}>
      <Labelled label="名称" hint="转接时同事看到的">
        <Input
          value={name}
          maxLength={20}
          autoFocus
          onChange={(event) => setName(event.target.value)}
          data-test="group-name"
        />
      </Labelled>
      <Labelled label="说明">
        <Input value={about} maxLength={100} onChange={(event) => setAbout(event.target.value)} />
      </Labelled>
      {!of?.standard && (
        <Labelled label="关键词" hint="市民的问题里有它就给这个组；打一个按一次回车">
          <Select
            mode="tags"
            value={words}
            maxCount={40}
            open={false}
            tokenSeparators={["，", ",", "、", " "]}
            placeholder="失业金、失业保险、停薪"
            onChange={(typed: string[]) => setWords(typed.map((word) => word.trim()).filter((word) => word !== ""))}
            data-test="group-words"
          />
        </Labelled>
      )}
      <Labelled label="工作时间">
        <Select
          value={hourPlanId ?? ""}
          loading={plans.value === null}
          options={[
            { value: "", label: "标准工作时间" },
            ...(plans.value ?? []).filter((one) => !one.standard).map((one) => ({ value: one.id, label: one.name })),
          ]}
          onChange={(chosen: string) => setHourPlanId(chosen === "" ? null : chosen)}
        />
      </Labelled>
      <Labelled label="排队超时" hint="按工作时间算。等得更久的，问一次：继续等，还是留言">
        <InputNumber
          value={waitLimit}
          min={1}
          max={120}
          precision={0}
          addonAfter="分钟"
          onChange={setWaitLimit}
          data-test="group-wait-limit"
        />
      </Labelled>
    </SaveDialog>
  );
}
