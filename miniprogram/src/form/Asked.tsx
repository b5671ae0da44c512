import { printAnswer, type Field } from "@wsi/shared/field";
import { createElement } from "react";
import { Question, Readonly } from "../ui/index.ts";
import { widgetFor } from "./fields/index.ts";
import { glossary } from "./glossary.ts";

interface AskedProps {
  name: string;
  asked: Field;
  value: unknown;
  /** Where the first answer came from, while it still is that answer. */
  source?: string | undefined;
  problem?: string | undefined;
  gap?: string | undefined;
  onChange(value: unknown): void;
  onBlur(): void;
  onTerm(term: string): void;
}

/** One question with everything around it. */
export function Asked({ name, asked, value, source, problem, gap, onChange, onBlur, onTerm }: AskedProps) {
  const term = asked.term !== undefined && Object.hasOwn(glossary, asked.term) ? asked.term : undefined;
  const fixed = asked.locked === true && value !== undefined && value !== "";
  return (
    <Question
      name={name}
      label={asked.label}
      optional={asked.optional === true}
      help={asked.help}
      term={term}
      onTerm={() => onTerm(term ?? "")}
      source={source}
      problem={problem}
      gap={gap}
    >
      {fixed ? (
        <Readonly id={`field-${name}`}>{printAnswer(asked, value)}</Readonly>
      ) : (
        createElement(widgetFor(asked.kind), { name, asked, value, onChange, onBlur })
      )}
    </Question>
  );
}
