import type { ToolAsked } from "@wsi/shared/contract";
import { Asked } from "../../form/Asked.tsx";
import { Question, TextInput } from "../../ui/index.ts";

interface ToolQuestionProps {
  name: string;
  asked: ToolAsked;
  value: unknown;
  source: string | undefined;
  problem: string | undefined;
  onChange(value: unknown): void;
}

const nothing = (): void => undefined;

/** A question of the form's own kinds, or a whole number. */
export function ToolQuestion({ name, asked, value, source, problem, onChange }: ToolQuestionProps) {
  if (asked.kind !== "count")
    return (
      <Asked
        name={name}
        asked={asked}
        value={value}
        source={source}
        problem={problem}
        onChange={onChange}
        onBlur={nothing}
        onTerm={nothing}
      />
    );
  return (
    <Question
      name={name}
      label={asked.label}
      optional={asked.optional === true}
      help={asked.help}
      source={source}
      problem={problem}
    >
      <TextInput
        id={`field-${name}`}
        label={asked.label}
        value={value === undefined || value === null ? "" : String(value)}
        keyboard="number"
        max={6}
        unit={asked.unit}
        placeholder={`${asked.min} 到 ${asked.max}`}
        onChange={onChange}
      />
    </Question>
  );
}
