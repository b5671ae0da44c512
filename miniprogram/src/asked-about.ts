import type { CaseCard, CitizenSendable, MessageKind, OwnAppointment } from "@wsi/shared/contract";

/** What somebody asks about: shown as a card above the field of the chat, and sent with the first words. */
export interface AskedAbout {
  /** What is sent; the server makes the card of it, of what they may see. */
  attach: Extract<CitizenSendable, { kind: "item-card" | "case-card" | "appointment-card" | "quoted" }>;
  /** What it is in the talk. */
  kind: MessageKind;
  title: string;
  text: string;
}

export const aboutItem = ({ code, name }: { code: string; name: string }): AskedAbout => ({
  attach: { kind: "item-card", code },
  kind: "item-card",
  title: name,
  text: "事项",
});

export const caseText = (number: string | null): string => (number === null ? "办件，还没有提交" : `办件 ${number}`);

export const aboutCase = ({ id, item, number }: Pick<CaseCard, "id" | "item" | "number">): AskedAbout => ({
  attach: { kind: "case-card", case: id },
  kind: "case-card",
  title: item.name,
  text: caseText(number),
});

export const aboutAppointment = ({ id, number, hall }: Pick<OwnAppointment, "id" | "number" | "hall">): AskedAbout => ({
  attach: { kind: "appointment-card", appointment: id },
  kind: "appointment-card",
  title: `预约号 ${number}`,
  text: hall.name,
});
