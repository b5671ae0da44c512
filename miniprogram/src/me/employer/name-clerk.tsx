import type { DelegationScope, MyEmployer } from "@wsi/shared/contract";
import { useState } from "react";
import { api } from "../../api.ts";
import { untilAfter } from "../../term.ts";
import { Button, Lead, Option, Options, Page, Question } from "../../ui/index.ts";
import { HowLong, ItemOptions, SendAction, useGiving, WhoQuestions } from "../giving.tsx";

interface NameClerkProps {
  employer: MyEmployer;
  /** The clerk's binding that is handed over; absent: the legal person appoints somebody. */
  handOver?: string;
  scope?: DelegationScope;
  back(): void;
  done(text: string): void;
}

export function NameClerk({ employer, handOver, scope = [], back, done }: NameClerkProps) {
  const giving = useGiving(365);
  const [all, setAll] = useState(true);

  async function send() {
    const { term } = giving;
    const person = { name: giving.name, idNumber: giving.idNumber };
    const items = all ? null : [...giving.items];
    const none = handOver === undefined && items?.length === 0;
    const went = await giving.send(none ? { items: "请至少选一个事项" } : {}, () =>
      handOver === undefined
        ? api.appointClerk({ id: employer.id, ...person, items, until: untilAfter(term) })
        : api.handOver({ id: handOver, ...person }),
    );
    if (went) done(handOver === undefined ? "已指定，对方会收到通知" : "已移交，您不再是经办人");
  }

  return (
    <Page
      title={handOver === undefined ? "指定经办人" : "移交经办"}
      action={
        <SendAction
          giving={giving}
          id="clerk"
          word={handOver === undefined ? "指定" : "移交"}
          send={() => void send()}
        />
      }
    >
      <Lead
        title={employer.name}
        text={
          handOver === undefined
            ? "对方要先在小程序里绑定社保账户。指定以后马上生效。"
            : "移交以后，没办完的事由对方接着办，您马上不再是经办人。"
        }
      />
      <WhoQuestions giving={giving} id="clerk" />
      {handOver === undefined ? (
        <>
          {scope.length > 0 ? (
            <Question name="items" label="可以办什么" problem={giving.problems["items"]}>
              <Options id="clerk-items">
                <Option id="clerk-all" many on={all} onClick={() => setAll((on) => !on)}>
                  全部单位事项
                </Option>
                {all ? null : <ItemOptions giving={giving} scope={scope} />}
              </Options>
            </Question>
          ) : null}
          <HowLong giving={giving} id="clerk" />
        </>
      ) : null}
      <Button look="quiet" id="clerk-back" onClick={back}>
        返回
      </Button>
    </Page>
  );
}
