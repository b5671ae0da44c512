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
  /** 'YYYY-MM-DD' in Beijing. */
  today: string;
}

const Tools = createContext<FormTools | null>(null);
export const FormToolsProvider = Tools.Provider;

export function useFormTools(): FormTools {
  const tools = useContext(Tools);
  if (!tools) throw new Error("questions are drawn inside the form runner");
  return tools;
}
