/** Who this is, masked, and what this talk is about. */
import { deskScreen, type CaseCard, type ConversationView } from "@wsi/shared/contract";
import { dueWords, exactTime, timeWords } from "../../beijing.ts";
import { InFull } from "../../in-full.tsx";
import { fragmentOf } from "../../place.ts";
import { useSession } from "../../session.tsx";
import { shown } from "../../shown.ts";
import { byDue } from "./open-cases.tsx";
import { Part } from "./part.tsx";

const fieldNames = { name: "姓名", idNumber: "身份证号", mobile: "手机" } as const;
const usual = ["核对身份", "替市民查询", "电话回访"];
const ratingNames = ["非常不满意", "不满意", "基本满意", "满意", "非常满意"];

/** How much is open, and what is due next. */
export function openWords(cases: readonly CaseCard[], now: Date): string {
  const [next] = byDue(cases);
  if (next === undefined) return "没有";
  const due = next.state === "draft" ? "草稿，还没提交" : dueWords(next.due, now).text;
  return `${cases.length} 件，${next.item.name}：${due}`;
}

export function Person({
  talk,
  now,
  mayReveal,
  openCases,
}: {
  talk: ConversationView;
  now: Date;
  mayReveal: boolean;
  openCases: () => void;
}) {
  const { person, rating } = talk;
  const { ask } = useSession();
  const field = (name: "name" | "idNumber" | "mobile", masked: string, may = mayReveal) => (
    <InFull
      label={fieldNames[name]}
      field={name}
      masked={masked}
      usual={usual}
      may={may}
      show={(reason) => ask(deskScreen.revealPerson, { id: talk.id, field: name, reason })}
    />
  );
  return (
    <>
      <Part title="市民" test="person">
        {person ? (
          <dl>
            <dt>姓名</dt>
            <dd>{field("name", person.name)}</dd>
            <dt>身份证号</dt>
            <dd className="digits">{field("idNumber", person.idNumber)}</dd>
            <dt>手机</dt>
            <dd className="digits">{field("mobile", person.mobile, mayReveal && person.mobile !== "未留")}</dd>
            <dt>参保</dt>
            <dd>{person.situation}</dd>
            <dt>在办</dt>
            <dd>
              {person.cases.length === 0 ? (
                "没有"
              ) : (
                <button type="button" className="link plain" onClick={openCases} data-test="to-cases">
                  {openWords(person.cases, now)}
                </button>
              )}
            </dd>
          </dl>
        ) : (
          <p className="part-none">
            {shown(talk.name)}
            还没有绑定身份，这里查不到参保情况。请引导其在小程序「我的」里绑定；不要在对话里索要身份证号。
          </p>
        )}
      </Part>
      <Part title="这次咨询" test="talk-facts">
        <dl>
          <dt>来自</dt>
          <dd>{talk.channel === "mini" ? "小程序" : "公众号"}</dd>
          <dt>小组</dt>
          <dd>{talk.group?.name ?? "不限"}</dd>
          {talk.about !== "" && (
            <>
              <dt>起因</dt>
              <dd>{shown(talk.about)}</dd>
            </>
          )}
          {talk.summary !== "" && (
            <>
              <dt>小结</dt>
              <dd>{shown(talk.summary)}</dd>
            </>
          )}
          {talk.tags.length > 0 && (
            <>
              <dt>标签</dt>
              <dd>{talk.tags.map(shown).join("、")}</dd>
            </>
          )}
          {talk.tickets.length > 0 && (
            <>
              <dt>工单</dt>
              <dd>
                {talk.tickets.map((one) => (
                  <div key={one.id}>
                    <a href={fragmentOf("tickets", one.id)}>
                      {one.number} {shown(one.title)}
                    </a>
                    {one.settled && "（已办结）"}
                  </div>
                ))}
              </dd>
            </>
          )}
        </dl>
      </Part>
      {talk.state === "closed" && (
        <Part title="评价" test="rating">
          {rating ? (
            <>
              <p className={rating.level <= 2 ? "rating low" : "rating"}>
                <span aria-hidden>{"★".repeat(rating.level) + "☆".repeat(5 - rating.level)}</span>
                {ratingNames[rating.level - 1]}
                <time title={exactTime(rating.at)}>{timeWords(rating.at, now)}</time>
              </p>
              {rating.comment !== null && rating.comment !== "" && <p>{shown(rating.comment)}</p>}
            </>
          ) : (
            <p className="part-none">市民还没有评价</p>
          )}
        </Part>
      )}
    </>
  );
}
