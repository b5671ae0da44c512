import { SaxesParser } from "saxes";

/** WeChat's XML both ways: one <xml> with fields, some of which hold fields or lists of <item>. */

export type Node = string | { [name: string]: Node } | Node[];
export type Fields = Readonly<Record<string, Node | number>>;

const cdata = (text: string): string => `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
// XML 1.0 has no way to say these at all.
const clean = (text: string): string =>
  Array.from(text)
    .filter((one) => one >= " " || one === "\n" || one === "\t" || one === "\r")
    .join("")
    .replaceAll(/[\ufffe\uffff]/g, "");

function body(value: Node | number): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return cdata(clean(value));
  if (Array.isArray(value)) return value.map((one) => `<item>${body(one)}</item>`).join("");
  return Object.entries(value)
    .map(([name, inner]) =>
      // Some of WeChat's lists stand beside other fields: several <item>, or several <List>, under one parent.
      Array.isArray(inner) && (name === "item" || name === "List")
        ? inner.map((one) => `<${name}>${body(one)}</${name}>`).join("")
        : `<${name}>${body(inner)}</${name}>`,
    )
    .join("");
}

/** Numbers bare, text in CDATA, as WeChat writes it. */
export const writeXml = (fields: Fields): string =>
  `<xml>${Object.entries(fields)
    .map(([name, value]) => `<${name}>${body(value)}</${name}>`)
    .join("\n")}</xml>`;

interface Open {
  name: string;
  text: string;
  inner: Record<string, Node>;
  items: Node[];
}

/** Reads an answer of the account's server. Undefined when it is no XML that WeChat would take. */
export function readXml(text: string): Record<string, Node> | undefined {
  const stack: Open[] = [];
  let root: Record<string, Node> | undefined;
  const parser = new SaxesParser();
  let wrong = false;
  parser.on("error", () => void (wrong = true));
  parser.on("doctype", () => void (wrong = true));
  parser.on("opentag", (tag) => void stack.push({ name: tag.name, text: "", inner: {}, items: [] }));
  const take = (more: string) => {
    const top = stack.at(-1);
    if (top) top.text += more;
  };
  parser.on("text", take);
  parser.on("cdata", take);
  parser.on("closetag", () => {
    const done = stack.pop();
    if (!done) return;
    const value: Node =
      done.items.length > 0 ? done.items : Object.keys(done.inner).length > 0 ? done.inner : done.text.trim();
    const parent = stack.at(-1);
    if (!parent) root = typeof value === "object" && !Array.isArray(value) ? value : {};
    else if (done.name === "item") parent.items.push(value);
    else parent.inner[done.name] = value;
  });
  try {
    parser.write(text).close();
  } catch {
    return undefined;
  }
  return wrong ? undefined : root;
}
