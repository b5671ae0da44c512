/** The right pane: who this is and what the registers know, one page at a time. The last page chosen stays for the next talk. */
import {
  ArrowLeftOutlined,
  BulbOutlined,
  FileDoneOutlined,
  HistoryOutlined,
  SafetyCertificateOutlined,
  UserOutlined,
} from "@ant-design/icons";
import type { ConversationView, Suggestion } from "@wsi/shared/contract";
import { Button } from "antd";
import type { ReactNode } from "react";
import { Tabs } from "../../tabs.tsx";
import { Answers } from "./answers.tsx";
import type { SuggestedNow } from "./use-answers.ts";
import { Earlier } from "./earlier.tsx";
import { Enrolments } from "./enrolments.tsx";
import { OpenCases } from "./open-cases.tsx";
import { Person } from "./person.tsx";

export const sidePages = ["person", "cases", "enrolments", "earlier", "answers"] as const;
export type SidePage = (typeof sidePages)[number];
const pageName: Record<SidePage, string> = {
  person: "市民",
  cases: "办件",
  enrolments: "参保",
  earlier: "往来",
  answers: "知识",
};
const icon: Record<SidePage, ReactNode> = {
  person: <UserOutlined />,
  cases: <FileDoneOutlined />,
  enrolments: <SafetyCertificateOutlined />,
  earlier: <HistoryOutlined />,
  answers: <BulbOutlined />,
};
export const pageAfter = (page: SidePage): SidePage =>
  sidePages[(sidePages.indexOf(page) + 1) % sidePages.length] ?? "person";

function PageLabel({ page, count = 0 }: { page: SidePage; count?: number | undefined }) {
  return (
    <>
      {icon[page]}
      <span>{pageName[page]}</span>
      {count > 0 && <b>{count}</b>}
    </>
  );
}

export function Side({
  talk,
  now,
  page,
  open,
  opensCases,
  mayReveal,
  suggested,
  put,
  send,
  back,
}: {
  talk: ConversationView;
  now: Date;
  page: SidePage;
  open: (page: SidePage) => void;
  /** Whether this member of staff may open a case. */
  opensCases: boolean;
  mayReveal: boolean;
  suggested: SuggestedNow;
  /** Null where nobody writes here. */
  put: ((answer: Suggestion) => void) | null;
  send: ((answer: Suggestion) => void) | null;
  /** To the talk, where there is room for one pane only. */
  back: (() => void) | null;
}) {
  return (
    <aside className="side" aria-label="资料">
      {back && (
        <Button className="side-back" type="text" icon={<ArrowLeftOutlined />} onClick={back}>
          回到对话
        </Button>
      )}
      <Tabs
        className="side-tabs"
        label="资料"
        tabs={sidePages}
        chosen={page}
        choose={open}
        names={{
          person: <PageLabel page="person" />,
          cases: <PageLabel page="cases" count={talk.person?.cases.length} />,
          enrolments: <PageLabel page="enrolments" />,
          earlier: <PageLabel page="earlier" />,
          answers: <PageLabel page="answers" count={suggested.value?.length} />,
        }}
        test={(one) => `side-${one}`}
      />
      <div className="side-page" role="tabpanel" aria-label={pageName[page]}>
        {page === "person" && <Person talk={talk} now={now} mayReveal={mayReveal} openCases={() => open("cases")} />}
        {page === "cases" && <OpenCases talk={talk} now={now} opensCases={opensCases} />}
        {page === "enrolments" && <Enrolments id={talk.id} bound={talk.person !== null} />}
        {page === "earlier" && <Earlier id={talk.id} now={now} />}
        {page === "answers" && <Answers suggested={suggested} put={put} send={send} />}
      </div>
    </aside>
  );
}
