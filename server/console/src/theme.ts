/** One look for eight hours at a desk: calm blue-teal, small but readable, little shadow. Colours of our own CSS are in console.css. */
import { theme, type ThemeConfig } from "antd";

export type Appearance = "light" | "dark" | "system";
export const appearances: readonly Appearance[] = ["system", "light", "dark"];
export const appearanceName: Record<Appearance, string> = { system: "跟随系统", light: "浅色", dark: "深色" };

export const isDark = (appearance: Appearance, systemIsDark: boolean): boolean =>
  appearance === "system" ? systemIsDark : appearance === "dark";

const family = `"PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif`;

export function themeOf(dark: boolean): ThemeConfig {
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      // Ant darkens these for dark; what comes out must carry dark letters, and be read on dark ground.
      colorPrimary: dark ? "#36b0b8" : "#0f7a83",
      colorInfo: dark ? "#2fa3ab" : "#0f7a83",
      colorLink: dark ? "#4fbcc3" : "#0b6b74",
      colorSuccess: dark ? "#4fae7d" : "#23865a",
      colorWarning: dark ? "#d9a13c" : "#b26b00",
      colorError: dark ? "#f28b80" : "#c2362b",
      colorBgLayout: dark ? "#10181b" : "#eef2f3",
      colorBgContainer: dark ? "#172226" : "#ffffff",
      colorBgElevated: dark ? "#1d2a2f" : "#ffffff",
      colorText: dark ? "#e2eaec" : "#17272c",
      colorTextSecondary: dark ? "#a2b3b8" : "#51646b",
      // Ant's own greys for hints and counts are too faint to read.
      colorTextTertiary: dark ? "#a2b3b8" : "#51646b",
      colorTextDescription: dark ? "#a2b3b8" : "#51646b",
      colorTextPlaceholder: dark ? "#90a4aa" : "#586b72",
      colorBorder: dark ? "#35464c" : "#c9d4d7",
      colorBorderSecondary: dark ? "#26353a" : "#dfe7e9",
      borderRadius: 6,
      fontFamily: family,
      fontSize: 14,
      controlHeight: 32,
      motionDurationMid: "0.12s",
      motionDurationSlow: "0.16s",
    },
    components: {
      Table: { cellPaddingBlockMD: 9, cellPaddingInlineMD: 12, headerBorderRadius: 0 },
      Modal: { titleFontSize: 17 },
      Button: {
        ...(dark ? { primaryColor: "#062023" } : {}),
        primaryShadow: "none",
        defaultShadow: "none",
        dangerShadow: "none",
      },
    },
  };
}
