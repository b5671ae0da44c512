import type { Suggestion } from "@wsi/shared/contract";
import type { Entry } from "../../knowledge/index.ts";

/** An entry of the knowledge base as an agent sees it before it is sent: with its source, and the year it holds for. */
export const suggestionOf = (
  { id, question, answer, source, policyYear, trust }: Entry,
  confidence: number,
): Suggestion => ({
  entry: id,
  question,
  answer,
  source: source.article ? `${source.title} ${source.article}` : source.title,
  policyYear,
  check: trust === "check",
  confidence,
});
