import { TextInput } from "../../ui/index.ts";
import { textOf, type WidgetProps } from "./widget.ts";

type TypedKind = "personName" | "idNumber" | "creditCode" | "mobile" | "bankCard";

/** Kinds that are one line of typing: they differ in the keyboard that comes up, the length, and the hint. */
function typed<K extends TypedKind>(keyboard: "text" | "number" | "idcard", max: number, placeholder: string) {
  return function Typed({ name, asked, value, onChange, onBlur }: WidgetProps<K>) {
    return (
      <TextInput
        id={`field-${name}`}
        label={asked.label}
        value={textOf(value)}
        keyboard={keyboard}
        max={max}
        placeholder={placeholder}
        onChange={onChange}
        onBlur={onBlur}
      />
    );
  };
}

export const PersonName = typed<"personName">("text", 60, "请填写姓名");
export const IdNumber = typed<"idNumber">("idcard", 24, "18 位身份证号码");
export const CreditCode = typed<"creditCode">("text", 24, "18 位统一社会信用代码");
export const Mobile = typed<"mobile">("number", 20, "11 位手机号码");
export const BankCard = typed<"bankCard">("number", 30, "银行卡号");
