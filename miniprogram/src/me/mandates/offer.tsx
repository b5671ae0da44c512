import { relationName, relations, type DelegationScope, type Relation } from "@wsi/shared/contract";
import { useState } from "react";
import { api } from "../../api.ts";
import { untilAfter } from "../../term.ts";
import { Button, Lead, Option, Options, Page, Question } from "../../ui/index.ts";
import { HowLong, ItemOptions, SendAction, useGiving, WhoQuestions } from "../giving.tsx";

/** Whom, for what, how long: four questions, then the other has to accept. */
export function Offer({ scope, back, done }: { scope: DelegationScope; back(): void; done(): void }) {
  const giving = useGiving(92);
  const { problems } = giving;
  const [relation, setRelation] = useState<Relation>("family");
  const [lookups, setLookups] = useState(true);

  async function send() {
    const { name, idNumber, term } = giving;
    const items = [...giving.items];
    const went = await giving.send(items.length > 0 || lookups ? {} : { items: "请至少选一项" }, () =>
      api.offerMandate({ name, idNumber, relation, items, lookups, until: untilAfter(term) }),
    );
    if (went) done();
  }

  return (
    <Page
      title="请别人替我办"
      action={<SendAction giving={giving} id="offer" word="发给对方" send={() => void send()} />}
    >
      <Lead title="请谁替您办？" text="对方要先在小程序里绑定社保账户。对方接受以后才生效。" />
      <WhoQuestions giving={giving} id="offer" whose="对方" help="只用来认准是哪个人" />
      <Question name="relation" label="对方是您的" problem={problems["relation"]}>
        <Options id="offer-relation">
          {relations.map((one) => (
            <Option key={one} id={`relation-${one}`} on={relation === one} onClick={() => setRelation(one)}>
              {one === "other" ? "其他信任的人" : relationName[one]}
            </Option>
          ))}
        </Options>
      </Question>
      <Question name="items" label="可以替您办什么" help="只选需要的，没选的对方办不了" problem={problems["items"]}>
        <Options id="offer-items">
          <Option id="scope-lookups" many on={lookups} onClick={() => setLookups((on) => !on)}>
            查缴费、查参保
          </Option>
          <ItemOptions giving={giving} scope={scope} />
        </Options>
      </Question>
      <HowLong giving={giving} id="offer" note="之前随时可以收回。" />
      <Button look="quiet" id="offer-back" onClick={back}>
        不请了
      </Button>
    </Page>
  );
}
