import type { FileView } from "@wsi/shared/contract";
import { createContext, useContext } from "react";
import type { Answer } from "../api.ts";
import type { Picked } from "../platform/upload";

/** What the drawing of a question may need beside its own answer. */
export interface FormTools {
  files: readonly FileView[];
  upload(file: Picked, onProgress: (percent: number) => void): Promise<Answer<FileView>>;
  /** A local address of an uploaded image. */
  show(id: string): Promise<Answer<string>>;
}

const Tools = createContext<FormTools | null>(null);
export const FormToolsProvider = Tools.Provider;

export function useFormTools(): FormTools {
  const tools = useContext(Tools);
  if (!tools) throw new Error("questions are drawn inside the form runner");
  return tools;
}

/** 'YYYY-MM-DD' in Beijing, for questions about months and days. */
const Today = createContext<string | null>(null);
export const TodayProvider = Today.Provider;

export function useToday(): string {
  const today = useContext(Today);
  if (today === null) throw new Error("a question about time is drawn where nobody said what day it is");
  return today;
}
