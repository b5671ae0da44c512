import { SaxesParser } from "saxes";

/** The children of an element. Without a prototype: a field may be called anything. Fields called `item` or `List` are lists. */
export interface XmlFields {
  [name: string]: XmlValue;
}
export type XmlValue = string | XmlFields | (string | XmlFields)[];

export class XmlRefused extends Error {
  constructor(why: string) {
    super(why);
    this.name = "XmlRefused";
  }
}

const MAX_DEPTH = 6;
const MAX_NODES = 200;
const MAX_LENGTH = 64 * 1024;
const LISTS = new Set(["item", "List"]);
/** What XML 1.0 cannot carry, yet people paste. */
const FORBIDDEN = new RegExp("[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]", "g");

const emptyFields = (): XmlFields => Object.create(null) as XmlFields;

function put(parent: XmlFields, name: string, value: string | XmlFields): void {
  const present = parent[name];
  if (LISTS.has(name)) {
    if (Array.isArray(present)) present.push(value);
    else parent[name] = [value];
  } else if (present !== undefined) throw new XmlRefused("a field twice");
  else parent[name] = value;
}

/**
 * Reads `<xml>…</xml>` as WeChat writes it. Strict: no DOCTYPE, no processing instruction, no attribute, no field twice, at most
 * six deep and 200 elements. Throws XmlRefused and nothing else; the reason never quotes the content.
 */
export function readXml(text: string): XmlFields {
  if (text.length > MAX_LENGTH) throw new XmlRefused("too long");
  const parser = new SaxesParser({ xmlns: false, position: false, fragment: false });
  const names: string[] = [];
  const children: (XmlFields | undefined)[] = [];
  let root: XmlFields | undefined;
  let nodes = 0;
  let content = "";
  parser.on("doctype", () => refuse("a document type"));
  parser.on("processinginstruction", () => refuse("a processing instruction"));
  parser.on("attribute", () => refuse("an attribute"));
  parser.on("error", () => refuse("not well-formed"));
  parser.on("opentag", (tag) => {
    if (names.length === 0 && tag.name !== "xml") refuse("another root");
    if (names.length >= MAX_DEPTH) refuse("too deep");
    if (++nodes > MAX_NODES) refuse("too many elements");
    if (names.length > 0) children[names.length - 1] ??= emptyFields();
    names.push(tag.name);
    children.push(undefined);
    content = "";
  });
  parser.on("text", (part) => (content += part));
  parser.on("cdata", (part) => (content += part));
  parser.on("closetag", () => {
    const name = names.pop() ?? "";
    const fields = children.pop();
    const parent = children.at(-1);
    if (parent) put(parent, name, fields ?? content);
    else root = fields ?? emptyFields();
    content = "";
  });
  parser.write(text.replace(FORBIDDEN, "")).close();
  if (!root) throw new XmlRefused("no root");
  return root;
}

function refuse(why: string): never {
  throw new XmlRefused(why);
}

/** Text that cannot end the CDATA section it stands in, whatever it holds. */
const cdata = (text: string): string =>
  `<![CDATA[${text.replace(FORBIDDEN, "").replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;

export interface Writable {
  [name: string]: string | number | Writable | Writable[] | undefined;
}

function writeFields(fields: Writable): string {
  let xml = "";
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) {
      const inner = typeof one === "string" ? cdata(one) : typeof one === "number" ? String(one) : writeFields(one);
      xml += `<${name}>${inner}</${name}>`;
    }
  }
  return xml;
}

/** Writes `<xml>…</xml>`. Field names are the program's own; values may be anybody's. */
export function writeXml(fields: Writable): string {
  return `<xml>${writeFields(fields)}</xml>`;
}
