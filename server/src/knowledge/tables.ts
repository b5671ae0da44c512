export interface KnowledgeTables {
  answers_given: {
    key: string;
    openid: string;
    at: Date;
    question: string;
    decision: "answer" | "menu" | "handoff";
    entry_id: string | null;
    entry_version: string | null;
    confidence: number | null;
  };
}
