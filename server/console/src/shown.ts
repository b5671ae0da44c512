import { beginningOf } from "@wsi/shared/values";

/**
 * What strangers wrote, as it may be shown. React escapes HTML; what is left are marks that turn the direction of writing or
 * hide: they become visible, so that nobody reads 「元001」 where 「100元」 stands.
 */
const marks: Readonly<Record<string, string>> = {
  "\u200E": "LRM",
  "\u200F": "RLM",
  "\u061C": "ALM",
  "\u202A": "LRE",
  "\u202B": "RLE",
  "\u202C": "PDF",
  "\u202D": "LRO",
  "\u202E": "RLO",
  "\u2066": "LRI",
  "\u2067": "RLI",
  "\u2068": "FSI",
  "\u2069": "PDI",
};

/** The text with direction marks and control characters made visible. Line breaks, tabs and emoji stay. */
export const shown = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(/[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/g, (mark) => `⟨${marks[mark] ?? ""}⟩`)
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, "�");

const longest = { letters: 280, lines: 9 };

/** The beginning of a very long message, or null when it may stand whole. Never cuts an emoji in two. */
export function folded(text: string): string | null {
  const lines = text.split("\n");
  const few = lines.length > longest.lines ? lines.slice(0, longest.lines).join("\n") : text;
  const letters = Array.from(few);
  if (letters.length > longest.letters)
    return `${beginningOf(few, letters.slice(0, longest.letters).join("").length)}…`;
  return few === text ? null : `${few}\n…`;
}
