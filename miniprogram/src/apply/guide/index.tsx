import { View } from "@tarojs/components";
import { useRouter } from "@tarojs/taro";
import type { RollKindView } from "@wsi/shared/contract";
import { endsAtCounter, type ItemDefinition } from "@wsi/shared/item";
import { useCallback, useEffect, useState } from "react";
import { api } from "../../api.ts";
import { askPerson, type Led } from "../../ask-person.ts";
import { aboutItem } from "../../asked-about.ts";
import { EmployeePicker, type Picked } from "../../employee-picker.tsx";
import { ForWhomBanner, useForWhom, type Chosen } from "../../for-whom.tsx";
import {
  Banner,
  Bullets,
  Button,
  Card,
  Cell,
  call,
  dayText,
  Fact,
  Failure,
  go,
  goInstead,
  Handling,
  Lead,
  Loading,
  Note,
  Numbered,
  Page,
  Question,
  useLoaded,
} from "../../ui/index.ts";

const audienceName: Record<ItemDefinition["audience"][number], string> = {
  insured: "参保人",
  flexible: "灵活就业人员",
  employer: "用人单位",
  agent: "社区代办员",
};
const authorityName: Record<ItemDefinition["authority"], string> = {
  hrss: "人社部门",
  medical: "医保部门",
  tax: "税务部门",
};

const materialWord = ({ from, when }: ItemDefinition["materials"][string]): string => {
  if (from === "e-licence") return "不用上传";
  const what = from === "bring" ? "带去" : "上传";
  return when ? `有的情况要${what}` : `要${what}`;
};

const limitText = ({ limits }: ItemDefinition): string => {
  const promised = limits.promised === 0 ? "马上办结" : `受理后 ${limits.promised} 个工作日内`;
  return limits.statutory === undefined
    ? promised
    : `${promised}（法定 ${limits.statutory} 个工作日${limits.statutorySource ? `，${limits.statutorySource}` : ""}）`;
};

export default function GuidePage() {
  const code = useRouter().params["code"] ?? "";
  const chosen = useForWhom();
  const load = useCallback(() => api.item({ code, for: chosen.word }), [code, chosen.word]);
  const { value, error, reload } = useLoaded(load);
  const many = useRollOf(code, chosen);
  const [picking, setPicking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  if (!value)
    return (
      <Page title="办事指南">
        {error ? (
          <Failure error={error} onRetry={reload}>
            {/* An item that somebody sent a link to may be gone. */}
            <Button look="light" id="to-find" onClick={() => go("pages/find/index")}>
              找别的事项
            </Button>
          </Failure>
        ) : (
          <Loading />
        )}
      </Page>
    );

  const { definition: item, refusal, facts } = value;

  const ask = (by?: Led["by"]) => askPerson({ about: aboutItem(item), ...(by ? { led: { item: code, by } } : {}) });
  const unbound = facts === null && chosen.as === "self";
  async function start(picked?: Picked) {
    if (unbound) return go("me/bind/index");
    if (item.about === "employee" && !picked) return setPicking(true);
    setBusy(true);
    setTrouble(null);
    const opened = await api.openCase({ item: code, for: chosen.word, ...picked });
    setBusy(false);
    if (opened.ok) return goInstead(`apply/form/index?id=${opened.value.id}`);
    if (opened.error.code === "not-bound") return go("me/bind/index");
    setTrouble([opened.error.message, opened.error.instead].filter(Boolean).join("。"));
  }

  const action =
    item.handling === "counter" || refusal ? null : (
      <Button id="guide-start" busy={busy} onClick={() => void start()}>
        {unbound ? "先绑定，再办理" : item.about === "employee" ? "选员工，开始办理" : "开始办理"}
      </Button>
    );

  if (picking)
    return (
      <Page title="选员工">
        <Lead title={item.name} text="一次办一位员工" />
        <ForWhomBanner />
        {trouble ? <Banner tone="bad" title={trouble} /> : null}
        <EmployeePicker
          employerId={chosen.id}
          // An item that asks whether somebody is in the register takes those who are not.
          newcomers={item.facts.includes("registered")}
          onPick={(picked) => void start(picked)}
        />
        <Button look="quiet" id="picking-back" onClick={() => setPicking(false)}>
          回到办事指南
        </Button>
      </Page>
    );
  return (
    <Page title="办事指南" action={action} person={false}>
      <Lead title={item.name} text={item.summary} />
      <ForWhomBanner />
      {trouble ? (
        <Banner tone="bad" title={trouble}>
          <Button look="light" id="ask-failed" onClick={() => ask("failed")}>
            问人工客服
          </Button>
        </Banner>
      ) : null}
      {refusal ? (
        <Banner tone="warn" id="guide-refusal" title="您现在还不能办这一项">
          <View>{refusal.because}。</View>
          <View>{refusal.instead}。</View>
          {refusal.insteadItem ? (
            <Button id="guide-instead" onClick={() => goInstead(`apply/guide/index?code=${refusal.insteadItem}`)}>
              去办这一项
            </Button>
          ) : null}
          <Button look="light" id="ask-refused" onClick={() => ask("refused")}>
            问人工客服
          </Button>
        </Banner>
      ) : null}
      {many ? (
        <Card>
          <Cell
            id="guide-roll"
            label={many.name}
            text="人多的，下载模板填一个表格，系统先核对，您确认以后才办"
            onClick={() => go(`rolls/list/index?kind=${many.code}`)}
          />
        </Card>
      ) : null}
      <Card>
        <Fact label="怎么办">
          <Handling handling={item.handling} />
        </Fact>
        <Fact label="多久办好">{limitText(item)}</Fact>
        {item.coolOff ? (
          <Fact label="冷静期">
            提交后 {item.coolOff.hours} 小时内可以撤回。{item.coolOff.why}
          </Fact>
        ) : null}
        <Fact label="收不收钱">{item.fee.note}</Fact>
        <Fact label="办好拿到什么">{item.result}</Fact>
      </Card>
      <Card title="谁能办">
        <Note>{item.audience.map((one) => audienceName[one]).join("、")}</Note>
        <Bullets items={item.guide.conditions} />
      </Card>
      <Card title="要带什么材料">
        {Object.entries(item.materials).map(([key, one]) => (
          <Fact key={key} label={materialWord(one)}>
            <View>{one.name}</View>
            <Note>{one.why}</Note>
            {one.where ? <Note>哪里拿：{one.where}</Note> : null}
          </Fact>
        ))}
      </Card>
      <Card title="分几步">
        <Numbered items={item.guide.flow} />
      </Card>
      <Card title="办之前要知道">
        <Bullets items={item.consequences.map((one) => one.warning)} />
      </Card>
      <Card title="别人常弄错的">
        <Bullets items={item.guide.mistakes} />
      </Card>
      <Card title="大家常问">
        {item.guide.questions.map((one) => (
          <Question key={one.ask} name="asked" label={one.ask}>
            {one.answer}
          </Question>
        ))}
      </Card>
      <Card title="也可以到窗口办">
        <Bullets items={item.guide.channels} />
        <Note>{item.guide.places}</Note>
        <Cell
          id="guide-appointment"
          label="预约窗口"
          text="先约好时间再去，不用排队等"
          onClick={() => go(`appointments/book/index?item=${code}`)}
        />
      </Card>
      <Card title="还是不明白">
        <Cell
          id="ask-person"
          label="咨询这个事项"
          text="把情况说给真人听"
          onClick={() => ask(endsAtCounter(item) ? "counter" : undefined)}
        />
      </Card>
      <Card title="打电话问">
        {item.guide.phones.map((phone) => (
          <Cell key={phone} label={phone} onClick={() => call(phone)} />
        ))}
      </Card>
      <Card title="依据">
        {item.basis.map((one) => (
          <Fact key={one.title} label={one.article ?? "文件"}>
            {one.title}
          </Fact>
        ))}
        <Note>
          {authorityName[item.authority]}主管。指南更新于 {dayText(item.guide.updatedOn)}。
        </Note>
      </Card>
    </Page>
  );
}

/** The same for many people in one spreadsheet, where the employer's clerk may send one in. Nothing is missed when it cannot be asked. */
function useRollOf(item: string, chosen: Chosen): RollKindView | undefined {
  const [kinds, setKinds] = useState<readonly RollKindView[]>([]);
  useEffect(() => {
    let gone = false;
    const ask = async () => {
      if (chosen.as !== "employer") return setKinds([]);
      const found = await api.rollKinds({ employer: chosen.id });
      if (!gone) setKinds(found.ok ? found.value.kinds : []);
    };
    void ask();
    return () => {
      gone = true;
    };
  }, [chosen]);
  return kinds.find((one) => one.item === item);
}
