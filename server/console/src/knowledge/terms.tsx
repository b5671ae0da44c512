import { conceptKindName, knowledgeTermRoutes, termLimits, type TermsView } from "@wsi/shared/contract";
import { App, Button, Input, Select } from "antd";
import { useMemo, useState } from "react";
import { sentence, type Answer } from "../client.ts";
import { useSession } from "../session.tsx";
import { Blank, Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { WithReason } from "../with-reason.tsx";

/** Words the bot is taught: what people call a thing, and which thing of ours they mean. */
export function Terms() {
  const { ask } = useSession();
  const { message } = App.useApp();
  const list = useAsked(knowledgeTermRoutes.terms, {});
  const [form, setForm] = useState("");
  const [concept, setConcept] = useState<string | null>(null);
  const [wanted, setWanted] = useState("");
  const concepts = list.value?.concepts;
  const options = useMemo(
    () =>
      Object.entries(conceptKindName)
        .map(([kind, label]) => ({
          label,
          options: (concepts ?? [])
            .filter((one) => one.kind === kind)
            .map((one) => ({ value: one.name, label: one.label, words: one.forms.join(" ") })),
        }))
        .filter((one) => one.options.length > 0),
    [concepts],
  );
  if (list.trouble && !list.value) return <Failed message={list.trouble} retry={list.reload} />;
  if (!list.value || !concepts) return <Loading />;
  const labelOf = (name: string) => concepts.find((one) => one.name === name)?.label ?? name;
  const take = (answer: Answer<TermsView>): boolean => {
    if (answer.ok) list.keep(answer.value);
    else void message.error(sentence(answer.error));
    return answer.ok;
  };
  const propose = async () => {
    if (concept === null || !take(await ask(knowledgeTermRoutes.propose, { form: form.trim(), concept }))) return;
    setForm("");
    void message.success("已提交，请另一位同事审核");
  };
  const words = wanted.trim().toLowerCase();
  const shown = words === "" ? [] : concepts.filter((one) => `${one.label} ${one.forms.join(" ")}`.includes(words));
  return (
    <section className="kb-page">
      <h1>词库</h1>
      <p className="kb-lead">
        粉丝的叫法和我们不一样时，教它一个词：比如「低保断了」是「中断」。审核时跑一遍必答题，会答错的词不能生效。
      </p>
      <form
        className="kb-golden-add"
        onSubmit={(event) => {
          event.preventDefault();
          void propose();
        }}
      >
        <Input
          value={form}
          maxLength={termLimits.form.most}
          placeholder="粉丝怎么说"
          aria-label="粉丝怎么说"
          onChange={(event) => setForm(event.target.value)}
          data-test="kb-term-form"
        />
        <Select
          showSearch={{
            filterOption: (typed, option) =>
              `${option?.label} ${option && "words" in option ? option.words : ""}`.includes(typed),
          }}
          value={concept}
          placeholder="是什么意思（可以打字找）"
          aria-label="是什么意思"
          options={options}
          onChange={(value: string) => setConcept(value)}
          data-test="kb-term-concept"
        />
        <Button
          htmlType="submit"
          type="primary"
          disabled={form.trim().length < termLimits.form.least || concept === null}
        >
          提交这个词
        </Button>
      </form>
      {list.value.terms.length === 0 ? (
        <Blank title="还没有教过新词" text="从「没答上的」里找：大家常说、它却没听懂的叫法。" />
      ) : (
        <ul className="kb-golden" data-test="kb-terms">
          {list.value.terms.map((one) => (
            <li key={one.id}>
              <span>
                {one.form} → {labelOf(one.concept)}
              </span>
              <span className={one.state === "live" ? "kb-good" : "kb-hand"}>
                {one.state === "live" ? "已生效" : "等审核"}
              </span>
              <small>
                {one.proposedBy} 提{one.approvedBy ? `，${one.approvedBy} 审` : ""}
                {one.before.length > 0 ? `；原来的意思：${one.before.join("、")}` : ""}
              </small>
              {one.state === "proposed" && (
                <Button
                  size="small"
                  disabled={!one.mayApprove}
                  title={one.mayApprove ? undefined : "自己提的，要另一位同事来审"}
                  onClick={async () => void take(await ask(knowledgeTermRoutes.approveTerm, { id: one.id }))}
                  data-test="kb-term-approve"
                >
                  通过
                </Button>
              )}
              <WithReason
                label="去掉"
                title="为什么去掉这个词"
                busy={false}
                done={async (reason) => take(await ask(knowledgeTermRoutes.removeTerm, { id: one.id, reason }))}
              />
            </li>
          ))}
        </ul>
      )}
      <h2>自带的词</h2>
      <Input.Search
        allowClear
        placeholder="查一个词现在是什么意思，比如「停保」"
        aria-label="查一个词"
        onChange={(event) => setWanted(event.target.value)}
      />
      {words !== "" && shown.length === 0 && <p className="kb-lead">没有这个词，可以在上面教它。</p>}
      <dl className="kb-concepts">
        {shown.slice(0, 30).map((one) => (
          <div key={one.name}>
            <dt>
              {one.label}
              <small>{conceptKindName[one.kind]}</small>
            </dt>
            <dd>{one.forms.join("、")}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
