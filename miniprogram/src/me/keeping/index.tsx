import { erasedTitle } from "@wsi/shared/case";
import { api } from "../../api.ts";
import { Bullets, Card, Failure, Fact, go, Lead, Note, Page, Skeleton, TextButton, useLoaded } from "../../ui/index.ts";
import { termsOf, withRest } from "./terms.ts";

const load = () => api.keeping({});

/** 个人信息保存多久: what every item promises of keeping, as the server has it, and what is left after the term. */
export default function KeepingPage() {
  const { value, error, reload } = useLoaded(load);
  return (
    <Page title="个人信息保存多久">
      <Lead title="个人信息保存多久" text="到期由系统每天自动清除，不用您申请。" />
      {!value && error ? <Failure error={error} onRetry={reload} /> : null}
      {!value && !error ? <Skeleton cards={3} /> : null}
      {value ? (
        <>
          {termsOf(value.items, "closedYears").map(({ length, names }) => (
            <Card title={`办结后保存 ${length} 年`} key={length}>
              <Bullets items={names} />
            </Card>
          ))}
          <Note>从办结、不予通过、撤回或过期那天算起。到期后，填写的内容、材料、消息和办理意见都清除。</Note>
          <Card title="没有提交的草稿" id="keeping-drafts">
            <Note>从开始填写那天算起，到期当晚清除；自己删掉的，当晚也清除。</Note>
            {withRest(termsOf(value.items, "draftDays")).map(({ length, names }) => (
              <Fact key={length} label={names.join("、")}>
                {length} 天
              </Fact>
            ))}
          </Card>
          <Card title="其他" id="keeping-others">
            <Fact label="人工客服里的图片、语音、文件">咨询结束后 {value.deskFileDays} 天</Fact>
            <Fact label="改掉以前的手机号、地址">改后 {value.contactMonths} 个月</Fact>
          </Card>
          <Card title="清除以后">
            <Bullets
              items={[
                `办件还能打开，写明「${erasedTitle}」；编号、事项、日期、结果和经办人作为办理记录留下。`,
                "参保、缴费、待遇是社保登记本身，按社保档案保存，不随办件清除，在「我的社保」里看。",
                "正在更正、有没办完的工单、打官司或检查还要用的，等完了再清除。",
              ]}
            />
          </Card>
          <TextButton id="to-help" onClick={() => go("me/help/index")}>
            要查看、更正或删除？问我们
          </TextButton>
        </>
      ) : null}
    </Page>
  );
}
