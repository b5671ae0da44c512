import { beijingDay } from "@wsi/shared/case";
import type { AttachedOf, CitizenMessage } from "@wsi/shared/contract";
import { addDays } from "@wsi/shared/values";
import { caseText, type AskedAbout } from "../asked-about.ts";
import { openLink } from "../platform/link";
import { BubbleCard, copy, dayText, openPage, toast } from "../ui/index.ts";

/** Cards in a talk, from either side. What they lead to may be gone since: the page they open says so, and what then. */

const lead = async (page: string): Promise<void> => {
  if (!(await openPage(page))) toast("这一页打不开了，请直接问客服");
};

/** Beijing day 'YYYY-MM-DD' against today: nobody should travel to what is over. */
function whenWords(day: string, time: string, now: number): string {
  const today = beijingDay(new Date(now));
  const tomorrow = addDays(today, 1);
  const near = day === today ? "（今天）" : day === tomorrow ? "（明天）" : day < today ? "（已经过了）" : "";
  return `${dayText(day)}${near} ${time}`;
}

export function SaidCard({ line, now }: { line: CitizenMessage; now: number }) {
  const { kind, text, from } = line;
  switch (kind) {
    case "item-card": {
      const { code, title } = line.attached as AttachedOf["item-card"];
      const open = () => void lead(`apply/guide/index?code=${code}`);
      return <BubbleCard mark="事项" title={title} text="点开看指南、在线办" onClick={open} />;
    }
    case "case-card": {
      const { case: id, title, number, whom } = line.attached as AttachedOf["case-card"];
      const about = [caseText(number), ...(whom === null ? [] : [`为 ${whom} 办`]), "点开看进度"];
      return (
        <BubbleCard
          mark="办件"
          title={title}
          text={about.join("\n")}
          onClick={() => void lead(`cases/detail/index?id=${id}`)}
        />
      );
    }
    case "mini-card": {
      const { path, title } = line.attached as AttachedOf["mini-card"];
      return <BubbleCard mark="页面" title={title} text="点开这一页" onClick={() => void lead(path)} />;
    }
    case "appointment-card": {
      const { title, place, day, time, open } = line.attached as AttachedOf["appointment-card"];
      const words = `${whenWords(day, time, now)}\n${place}\n${from === "citizen" ? "点开看要带什么" : "点开就能约"}`;
      return <BubbleCard mark="预约" title={title} text={words} onClick={() => void lead(open)} />;
    }
    case "answer": {
      const { question } = line.attached as AttachedOf["answer"];
      return <BubbleCard mark="答案" title={question} text={from === "citizen" ? "请客服再讲讲" : text} plain />;
    }
    default: {
      const { title, url } = line.attached as AttachedOf["link"];
      return <BubbleCard mark="网页" title={title} text={url} onClick={() => void (openLink(url) || copy(url))} />;
    }
  }
}

const cards: readonly CitizenMessage["kind"][] = [
  "item-card",
  "case-card",
  "mini-card",
  "appointment-card",
  "answer",
  "link",
];
export const isCard = ({ kind, attached }: CitizenMessage): boolean => cards.includes(kind) && attached !== null;

/** What the office sent, asked about. */
export function askedBack({ id, kind, text, attached }: CitizenMessage): AskedAbout {
  const title = kind === "answer" ? (attached as AttachedOf["answer"]).question : text;
  return { attach: { kind: "quoted", message: id }, kind, title, text: "客服发来的" };
}
