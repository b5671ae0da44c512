import { View } from "@tarojs/components";
import { useRouter } from "@tarojs/taro";
import { askPerson } from "../../ask-person.ts";
import { Button, call, Card, Cell, Lead, Numbered, Page } from "../../ui/index.ts";

const phones: [string, string, string][] = [
  ["12333", "社保咨询、投诉", "参保、缴费记录、养老、失业、工伤"],
  ["12345", "市民热线", "对我们的服务不满意，也可以打这里"],
  ["12366", "税务热线", "交钱、退费的问题"],
  ["12393", "医保热线", "看病报销的问题"],
];

export default function HelpPage() {
  const about = useRouter().params["about"];
  const complaint = (
    <Card title="投诉和建议">
      <View>
        对办事、态度或这个小程序有意见，请告诉我们：打 12333 或
        12345，或者直接跟人工客服说。办结的事项还可以在「我的办件」里评价。
      </View>
      <Button id="complaint-chat" onClick={() => askPerson()}>
        跟人工客服说
      </Button>
    </Card>
  );
  return (
    <Page title="使用帮助" person={false}>
      <Lead title={about === "complaint" ? "投诉和建议" : "使用帮助"} />
      {about === "complaint" ? complaint : null}
      <Card title="怎么绑定">
        <Numbered
          items={[
            "带身份证到区社保大厅或街道政务服务中心，领一张密码条",
            "在「我的」里点「绑定社保账户」",
            "填身份证号、密码条上的密码和手机号",
          ]}
        />
      </Card>
      <Card title="怎么办事">
        <Numbered
          items={[
            "在「找事项」里找到要办的事，先看指南",
            "点「开始办理」，核对带出的信息，填缺的几项",
            "看清后果和金额，确认提交",
            "在「我的办件」看进度、下载回执",
          ]}
        />
      </Card>
      <Card title="打电话">
        {phones.map(([number, name, text]) => (
          <Cell key={number} label={`${number}　${name}`} text={text} onClick={() => call(number)} />
        ))}
      </Card>
      {about === "complaint" ? null : complaint}
    </Page>
  );
}
