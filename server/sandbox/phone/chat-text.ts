/** The text of a message with WeChat's link markup, as pieces. Everything else is text and stays text: nothing here becomes HTML. */
export type Piece =
  | { kind: "text"; text: string }
  | { kind: "say"; text: string; says: string; id: string }
  | { kind: "mini-program"; text: string; path: string }
  | { kind: "page"; text: string; url: string };

const link = /<a\s+([^<>]*)>([^<>]*)<\/a>/gi;
const attribute = /([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi;
const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
  nbsp: "\u00a0",
};

export const plain = (text: string): string =>
  text.replaceAll(/&(amp|lt|gt|quot|#39|nbsp);/g, (whole, name: string) => entities[name] ?? whole);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

function pieceOf(attributes: string, text: string): Piece {
  const given = new Map(
    [...attributes.matchAll(attribute)].map(([, name, double, single]) => [
      (name ?? "").toLowerCase(),
      plain(double ?? single ?? ""),
    ]),
  );
  const path = given.get("data-miniprogram-path");
  if (path !== undefined && given.has("data-miniprogram-appid")) return { kind: "mini-program", text, path };
  const href = given.get("href") ?? "";
  if (href.startsWith("weixin://bizmsgmenu?")) {
    const query = new Map(
      href
        .slice(href.indexOf("?") + 1)
        .split("&")
        .map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)]),
    );
    return {
      kind: "say",
      text,
      says: decoded(query.get("msgmenucontent") ?? ""),
      id: decoded(query.get("msgmenuid") ?? ""),
    };
  }
  // Only web addresses may be opened: a javascript: link stays words.
  if (/^https?:\/\//i.test(href)) return { kind: "page", text, url: href };
  return { kind: "text", text };
}

/** Never throws, loses no word. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const found of text.matchAll(link)) {
    if (found.index > end) pieces.push({ kind: "text", text: plain(text.slice(end, found.index)) });
    pieces.push(pieceOf(found[1] ?? "", plain(found[2] ?? "")));
    end = found.index + found[0].length;
  }
  if (end < text.length) pieces.push({ kind: "text", text: plain(text.slice(end)) });
  return pieces;
}
