import type { Field, FieldKind } from "@wsi/shared/field";
import type { ReactElement } from "react";

export type FieldOf<K extends FieldKind> = Field & { kind: K };

/** What the drawing of a question gets. `value` is what was answered so far, right or wrong. */
export interface WidgetProps<K extends FieldKind = FieldKind> {
  name: string;
  asked: FieldOf<K>;
  value: unknown;
  onChange(value: unknown): void;
  onBlur(): void;
}
export type Widget<K extends FieldKind = FieldKind> = (props: WidgetProps<K>) => ReactElement;

export const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";
export const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
