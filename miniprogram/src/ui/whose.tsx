import { View } from "@tarojs/components";

interface WhoseProps {
  id: string;
  tone: "self" | "employer" | "agent";
  label: string;
  name: string;
  text?: string;
  /** The word on the right, when a tap does something. */
  action?: string;
  onClick?: () => void;
}

/** Whose matter this is: a band that stays at the top while the page scrolls, in words first and colour second. */
export function Whose({ id, tone, label, name, text, action, onClick }: WhoseProps) {
  return (
    <View
      className={`whose ${tone}`}
      id={id}
      {...(onClick ? { onClick, role: "button", "aria-role": "button", "aria-label": `${label}：${name}` } : {})}
    >
      <View className="whose-main">
        <View className="whose-label">{label}</View>
        <View className="whose-name">{name}</View>
        {text ? <View className="whose-text">{text}</View> : null}
      </View>
      {action ? <View className="whose-action">{action}</View> : null}
    </View>
  );
}
