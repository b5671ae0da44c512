/** Cards in a talk, from either side: what they are about, and the way to it. */
import { citizen, type AttachedOf, type ItemCard } from "@wsi/shared/contract";
import { Modal } from "antd";
import { createContext, useContext, useEffect, useState } from "react";
import { sentence } from "../../client.ts";
import { useSession } from "../../session.tsx";
import { shown } from "../../shown.ts";

/** How the screen around the talk leads to a case; null where nothing does. */
export const OpenCaseContext = createContext<((id: string, submitted: boolean) => void) | null>(null);

export function SaidCard({ title, text, open }: { title: string; text: string; open?: (() => void) | undefined }) {
  const words = (
    <>
      <b>{shown(title)}</b>
      <small>{text}</small>
    </>
  );
  if (!open) return <span className="said-card">{words}</span>;
  return (
    <button type="button" className="said-card opens" onClick={open} data-test="said-card">
      {words}
    </button>
  );
}

export function SaidCase({ card }: { card: AttachedOf["case-card"] }) {
  const openCase = useContext(OpenCaseContext);
  const number = card.number === null ? "还没有提交" : `编号 ${card.number}`;
  const text = card.whom === null ? number : `${number} · 为 ${shown(card.whom)} 办`;
  return (
    <SaidCard
      title={card.title}
      text={`办件：${text}`}
      open={openCase ? () => openCase(card.case, card.number !== null) : undefined}
    />
  );
}

const howDone = { instant: "在线马上办", reviewed: "在线申请，人工审核", counter: "到窗口办" } as const;

/** What an item is, for who must answer for it now; one that is gone from the catalogue says so. */
function ItemFacts({ card, shut }: { card: AttachedOf["item-card"]; shut: () => void }) {
  const { ask } = useSession();
  const [item, setItem] = useState<ItemCard | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    const read = async () => {
      const answer = await ask(citizen.items, {});
      const found = answer.ok ? answer.value.find((one) => one.code === card.code) : undefined;
      setItem(found ?? null);
      setProblem(answer.ok ? (found ? null : "这个事项现在不办理了，请按最新政策答复") : sentence(answer.error));
    };
    void read();
  }, [ask, card.code]);
  return (
    <Modal open title={card.title} footer={null} onCancel={shut}>
      <div className="item-facts" data-test="item-facts">
        {problem !== null && <p role="alert">{problem}</p>}
        {item !== null && (
          <>
            <p>{item.summary}</p>
            <p>
              {howDone[item.handling]}
              {item.handling === "reviewed" && `，受理后 ${item.promised} 个工作日内办好`}
            </p>
            {item.aliases.length > 0 && <p>群众也叫：{item.aliases.join("、")}</p>}
          </>
        )}
        {item === null && problem === null && <p>正在读取…</p>}
      </div>
    </Modal>
  );
}

export function SaidItem({ card }: { card: AttachedOf["item-card"] }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <SaidCard title={card.title} text="事项：指南和在线办理" open={() => setOpen(true)} />
      {open && <ItemFacts card={card} shut={() => setOpen(false)} />}
    </>
  );
}
