import { useState } from "react";
import { sandbox } from "./client.ts";
import { Panel } from "./panel.tsx";

export interface MiniOffer {
  template: string;
  title: string;
}
export interface MiniAsk {
  /** Whatever the page numbered its question by. */
  id: unknown;
  offers: readonly MiniOffer[];
}
export interface MiniDecision {
  template: string;
  accepted: boolean;
}

/** What a page asks for, at most five; anything else in its message is not believed. */
export function offersIn(message: unknown): MiniOffer[] {
  const { offers } = (typeof message === "object" && message !== null ? message : {}) as { offers?: unknown };
  return (Array.isArray(offers) ? offers : []).slice(0, 5).flatMap((one: unknown) => {
    const { template, title } = (typeof one === "object" && one !== null ? one : {}) as Record<string, unknown>;
    return typeof template === "string" && typeof title === "string" ? [{ template, title: title.slice(0, 40) }] : [];
  });
}

interface Props {
  followerId: string;
  name: string;
  offers: readonly MiniOffer[];
  /** Null: the sandbox did not answer. */
  onAnswer(decided: readonly MiniDecision[] | null): void;
}

/** The dialog of wx.requestSubscribeMessage: one yes or no for each template; closing it is a no to all. */
export function MiniSubscribe({ followerId, name, offers, onAnswer }: Props) {
  const [yes, setYes] = useState<ReadonlySet<string>>(new Set(offers.map((one) => one.template)));
  const answer = (accepts: (template: string) => boolean) => {
    const decided = offers.map(({ template }) => ({ template, accepted: accepts(template) }));
    const choices = decided.map(({ template, accepted }) => ({ template, accept: accepted }));
    sandbox.decideInMini(followerId, choices).then(
      () => onAnswer(decided),
      () => onAnswer(null),
    );
  };
  return (
    <Panel
      title={`${name} 申请给您发送以下消息`}
      action={yes.size > 0 ? "允许" : "都不要"}
      ready={offers.length > 0}
      onClose={() => (offers.length > 0 ? answer(() => false) : onAnswer([]))}
      onDone={() => answer((template) => yes.has(template))}
    >
      <fieldset>
        <legend>允许一次，只发一条</legend>
        {offers.map(({ template, title }) => (
          <label key={template}>
            <input
              type="checkbox"
              checked={yes.has(template)}
              onChange={() =>
                setYes((now) =>
                  now.has(template) ? new Set([...now].filter((one) => one !== template)) : new Set([...now, template]),
                )
              }
            />
            <span>
              <b>{title}</b>
            </span>
          </label>
        ))}
      </fieldset>
    </Panel>
  );
}
