import { View } from "@tarojs/components";
import { IdNumber, Mobile } from "@wsi/shared/values";
import type { ErrorBody } from "@wsi/shared/contract";
import { useState } from "react";
import { api } from "../../api.ts";
import {
  ActionProblem,
  Banner,
  Bullets,
  Button,
  Card,
  go,
  goBack,
  Lead,
  Option,
  Page,
  Question,
  TextButton,
  TextInput,
  toast,
  toPlace,
} from "../../ui/index.ts";

type Asked = "idNumber" | "slip" | "mobile" | "consent";
type Problems = Partial<Record<Asked, string>>;

const askedNames: readonly string[] = ["idNumber", "slip", "mobile", "consent"];
const isAsked = (name: string): name is Asked => askedNames.includes(name);

/** 个人信息保护法 17 and 网络数据安全管理条例 21: who, for what, which kinds, how long, what rights; as a list. */
const consent: readonly string[] = [
  "谁来用：武汉市社会保险经办机构。咨询电话 12333。",
  "做什么用：确认您是本人，让您查自己的社保、办社保业务、收办件提醒。",
  "用哪些信息：身份证号码、手机号码、微信给本小程序的编号。身份证号码是敏感信息，只用来核对您的参保登记。",
  "不给谁：不用来推销，不卖给任何人；依法要给别的机关时，只给办事必需的部分。",
  "存多久：解除绑定后不再使用；办过的事项保存到规定的期限，到期自动清除。每个事项多久，见下面。",
  "您的权利：可以随时在「我的」里解除绑定；可以查看、更正、要求删除，打 12333 或找人工客服就行。不同意也可以到窗口办。",
];

export default function BindPage() {
  const [idNumber, setIdNumber] = useState("");
  const [slip, setSlip] = useState("");
  const [mobile, setMobile] = useState("");
  const [agreed, setAgreed] = useState(false);
  const [problems, setProblems] = useState<Problems>({});
  const [error, setError] = useState<ErrorBody | null>(null);
  const [busy, setBusy] = useState(false);

  const say = (name: Asked, message: string | undefined) => setProblems((all) => ({ ...all, [name]: message ?? "" }));
  const judge: Record<Asked, () => string | undefined> = {
    idNumber: () => {
      const read = IdNumber.parse(idNumber);
      return read.ok ? undefined : read.message;
    },
    slip: () => (slip.trim() === "" ? "请填写密码条上的密码" : undefined),
    mobile: () => {
      const read = Mobile.parse(mobile);
      return read.ok ? undefined : read.message;
    },
    consent: () => (agreed ? undefined : "请看完告知，再点「我已看过并同意」"),
  };

  async function submit() {
    const found: Problems = {};
    for (const name of askedNames.filter(isAsked)) found[name] = judge[name]() ?? "";
    setProblems(found);
    setError(null);
    const wrong = askedNames.filter(isAsked).find((name) => found[name] !== "");
    if (wrong) return toPlace(`question-${wrong}`);
    setBusy(true);
    const done = await api.bind({ idNumber, slip: slip.trim(), mobile, consent: true });
    setBusy(false);
    if (done.ok) {
      toast("绑定成功");
      goBack();
      return;
    }
    const told = (done.error.problems ?? []).filter((one) => isAsked(one.field));
    setProblems(Object.fromEntries(told.map((one) => [one.field, one.message])));
    setError(done.error);
  }

  return (
    <Page
      title="绑定社保账户"
      action={
        <>
          {error ? (
            <ActionProblem id="bind-error" text={[error.message, error.instead].filter(Boolean).join("。")} />
          ) : null}
          <Button id="bind-submit" busy={busy} onClick={() => void submit()}>
            绑定
          </Button>
        </>
      }
    >
      <Lead title="绑定社保账户" text="只需一次。以后查询、办事都不用再填身份信息。" />
      <Question name="idNumber" label="身份证号码" problem={problems.idNumber || undefined}>
        <TextInput
          id="bind-id"
          label="身份证号码"
          keyboard="idcard"
          max={24}
          placeholder="18 位身份证号码"
          value={idNumber}
          onChange={setIdNumber}
          onBlur={() => say("idNumber", idNumber === "" ? undefined : judge.idNumber())}
        />
      </Question>
      <Question
        name="slip"
        label="密码条上的密码"
        help="没有密码条？带身份证到区社保大厅或街道政务服务中心，当场领。"
        problem={problems.slip || undefined}
      >
        <TextInput
          id="bind-slip"
          label="密码条上的密码"
          max={40}
          placeholder="照着密码条填，空格可不填"
          value={slip}
          onChange={setSlip}
        />
      </Question>
      <Question name="mobile" label="手机号码" help="办理结果和提醒发到这个号码" problem={problems.mobile || undefined}>
        <TextInput
          id="bind-mobile"
          label="手机号码"
          keyboard="number"
          max={20}
          placeholder="11 位手机号码"
          value={mobile}
          onChange={setMobile}
          onBlur={() => say("mobile", mobile === "" ? undefined : judge.mobile())}
        />
      </Question>
      <Card title="您的信息怎么用" id="question-consent">
        <Bullets items={consent} />
        <TextButton id="bind-keeping" onClick={() => go("me/keeping/index")}>
          个人信息保存多久
        </TextButton>
        <View style={{ marginTop: "12px" }}>
          <Option many id="bind-consent" on={agreed} onClick={() => setAgreed((now) => !now)}>
            我已看过并同意
          </Option>
        </View>
        {problems.consent ? <Banner tone="bad" title={problems.consent} /> : null}
      </Card>
    </Page>
  );
}
