import { Button as Tap, View } from "@tarojs/components";
import type { ReactNode } from "react";

interface ButtonProps {
  children: ReactNode;
  onClick(): void;
  /** One primary per screen; `quiet` for what is not the way forward; `danger` for what takes something away. */
  look?: "primary" | "quiet" | "danger" | "light";
  id?: string;
  disabled?: boolean;
  /** While true the button says so and takes no second tap. */
  busy?: boolean;
}

export function Button({ children, onClick, look = "primary", id, disabled = false, busy = false }: ButtonProps) {
  return (
    <Tap
      {...(id ? { id } : {})}
      className={`button ${look}${disabled || busy ? " off" : ""}`}
      hoverClass="pressed"
      disabled={disabled || busy}
      onClick={() => {
        if (!disabled && !busy) onClick();
      }}
    >
      {busy ? "请稍候…" : children}
    </Tap>
  );
}

export function Buttons({ children }: { children: ReactNode }) {
  return <View className="buttons">{children}</View>;
}

/** A word that can be tapped, with a target of full height. */
export function TextButton({ children, onClick, id }: { children: ReactNode; onClick(): void; id?: string }) {
  return (
    <View className="text-button" {...(id ? { id } : {})} role="button" aria-role="button" onClick={onClick}>
      {children}
    </View>
  );
}
