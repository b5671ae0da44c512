import { Text, View } from "@tarojs/components";
import type { ReactNode } from "react";

interface QuestionProps {
  name: string;
  label: string;
  optional?: boolean;
  help?: string | undefined;
  /** A word that a tap explains. */
  term?: string | undefined;
  onTerm?: () => void;
  /** Where a prefilled answer came from. */
  source?: string | undefined;
  problem?: string | undefined;
  /** What a reviewer asked to be mended here. */
  gap?: string | undefined;
  children: ReactNode;
}

/** The frame around every question, so that no kind can forget help, source or error. */
export function Question({ name, label, optional, help, term, onTerm, source, problem, gap, children }: QuestionProps) {
  return (
    <View className={problem ? "question wrong" : "question"} id={`question-${name}`}>
      <View className="question-head">
        <Text className="question-label">{label}</Text>
        {optional ? <Text className="question-optional">选填</Text> : null}
        {term ? (
          <View className="term" id={`term-${name}`} role="button" aria-role="button" onClick={() => onTerm?.()}>
            什么是{term}？
          </View>
        ) : null}
      </View>
      {help ? <View className="question-help">{help}</View> : null}
      {gap ? <View className="question-gap">需要补正：{gap}</View> : null}
      {children}
      {source && !problem ? <View className="question-source">来自{source}</View> : null}
      {problem ? (
        <View className="question-problem" id={`problem-${name}`} role="alert" aria-role="alert">
          {problem}
        </View>
      ) : null}
    </View>
  );
}
