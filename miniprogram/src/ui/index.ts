/**
 * The only door to looks: pages and the form are put together from these parts and hold no styles of their own. Every size
 * in ui.scss is multiplied by one variable, so 关怀模式 (large type, large targets) is one class on the page.
 */
export * from "./page.tsx";
export * from "./button.tsx";
export * from "./card.tsx";
export * from "./chat.tsx";
export * from "./feedback.tsx";
export * from "./list.tsx";
export * from "./question.tsx";
export * from "./input.tsx";
export * from "./sheet.tsx";
export * from "./chart.tsx";
export * from "./large-type.ts";
export * from "./go.ts";
export * from "./loaded.ts";
export * from "./meter.tsx";
export * from "./print.ts";
export * from "./words.tsx";
export * from "./item.tsx";
export * from "./pager.tsx";
export * from "./not-bound.tsx";
export * from "./rating.tsx";
export * from "./state.ts";
export * from "./whose.tsx";
