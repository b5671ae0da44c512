// Test double for @tarojs/components: plain DOM elements that hand over `event.detail.value` as a mini-program does.
import { createElement, type CSSProperties, type ReactNode } from "react";

interface Props {
  children?: ReactNode;
  className?: string;
  id?: string;
  style?: CSSProperties;
  disabled?: boolean;
  value?: string;
  placeholder?: string;
  maxlength?: number;
  src?: string;
  onClick?: () => void;
  onInput?: (event: Said) => void;
  onChange?: (event: Said) => void;
  onBlur?: (event: Said) => void;
  [attribute: string]: unknown;
}
interface Said {
  detail: { value: string };
}
const said = (value: string): Said => ({ detail: { value } });
// WeChat's `aria-role` is no attribute of the web: React would complain.
const passes = /^(aria-(?!role)|data-|id$|className$|style$|role$)/;
const attributes = (props: Props) =>
  Object.fromEntries(Object.entries(props).filter(([name]) => passes.test(name) || name === "onClick"));

const box = (tag: string) => (props: Props) => createElement(tag, attributes(props), props.children);
export const View = box("div");
export const Text = box("span");
export const ScrollView = box("div");
export const Image = (props: Props) => <img {...attributes(props)} src={props.src} alt="" />;
export const Button = (props: Props) => (
  <button type="button" {...attributes(props)} disabled={props.disabled === true}>
    {props.children}
  </button>
);
const entry = (tag: "input" | "textarea") => (props: Props) =>
  createElement(tag, {
    ...attributes(props),
    value: props.value ?? "",
    placeholder: props.placeholder,
    onChange: (event: { target: { value: string } }) => props.onInput?.(said(event.target.value)),
    onBlur: (event: { target: { value: string } }) => props.onBlur?.(said(event.target.value)),
  });
export const Input = entry("input");
export const Textarea = entry("textarea");
export const Picker = (props: Props) => (
  <div>
    {props.children}
    <input
      aria-label={String(props["aria-label"] ?? "picker")}
      value={props.value ?? ""}
      onChange={(event) => props.onChange?.(said(event.target.value))}
    />
  </div>
);
