import { BankCard, CreditCode, IdNumber, Mobile, PersonName } from "./Typed.tsx";
import type { FieldKind } from "@wsi/shared/field";
import { Choice } from "./Choice.tsx";
import { Choices } from "./Choices.tsx";
import { Date } from "./Date.tsx";
import { Material } from "./Material.tsx";
import { Money } from "./Money.tsx";
import { Month } from "./Month.tsx";
import { Region } from "./Region.tsx";
import { Text } from "./Text.tsx";
import type { Widget } from "./widget.ts";
import { YesNo } from "./YesNo.tsx";

const widgets = {
  personName: PersonName,
  idNumber: IdNumber,
  creditCode: CreditCode,
  mobile: Mobile,
  bankCard: BankCard,
  region: Region,
  yesNo: YesNo,
  date: Date,
  month: Month,
  money: Money,
  choice: Choice,
  choices: Choices,
  text: Text,
  material: Material,
} satisfies { [K in FieldKind]: Widget<K> };

/** How a kind is drawn. TypeScript cannot follow that the question found under a kind is of that kind, so it is said once, here. */
export const widgetFor = (kind: FieldKind): Widget => widgets[kind] as unknown as Widget;
