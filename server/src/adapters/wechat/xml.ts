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
const FORBIDDEN = /(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu;

const emptyFields = (): XmlFields => Object.create(null) as XmlFields;

function put(parent: XmlFields, name: string, value: string | XmlFields): void {
  const present = parent[name];
  if (LISTS.has(name)) {
    if (Array.isArray(present)) present.push(value);
    else parent[name] = [value];
  } else if (present !== undefined) throw new XmlRefused("a field twice");
  else parent[name] = value;
}

/** What is being read. Reading is synchronous, so one parser and one of these serve everybody in turn. */
interface Reading {
  names: string[];
  /** The children of each open element; undefined while it has none. */
  children: (XmlFields | undefined)[];
  root: XmlFields | undefined;
  nodes: number;
  content: string;
}
const begin = (): Reading => ({ names: [], children: [], root: undefined, nodes: 0, content: "" });

let reading = begin();
let parser = createParser();

function createParser(): SaxesParser {
  const made = new SaxesParser({ xmlns: false, position: false, fragment: false });
  made.on("doctype", () => refuse("a document type"));
  made.on("processinginstruction", () => refuse("a processing instruction"));
  made.on("attribute", () => refuse("an attribute"));
  made.on("error", () => refuse("not well-formed"));
  made.on("opentag", (tag) => openTag(tag.name));
  made.on("text", (part) => (reading.content += part));
  made.on("cdata", (part) => (reading.content += part));
  made.on("closetag", closeTag);
  return made;
}

function openTag(name: string): void {
  const { names, children } = reading;
  if (names.length === 0 && name !== "xml") refuse("another root");
  if (names.length >= MAX_DEPTH) refuse("too deep");
  if (++reading.nodes > MAX_NODES) refuse("too many elements");
  if (names.length > 0) children[names.length - 1] ??= emptyFields();
  names.push(name);
  children.push(undefined);
  reading.content = "";
}

function closeTag(): void {
  const name = reading.names.pop() ?? "";
  const fields = reading.children.pop();
  const parent = reading.children.at(-1);
  if (parent) put(parent, name, fields ?? reading.content);
  else reading.root = fields ?? emptyFields();
  reading.content = "";
}

/** One field of a flat message, as WeChat writes nearly all of them: CDATA, or text without entities. */
const FLAT_FIELD = /\s*<([A-Za-z][A-Za-z0-9_]*)>(?:<!\[CDATA\[([^\]]*(?:\](?!\]>)[^\]]*)*)\]\]>|([^<>&\]]*))<\/\1>/y;
const FLAT_END = /\s*<\/xml>\s*$/y;
/** What the parser would change or refuse: then it is asked. */
const NOT_PLAIN = /[\r\p{Cs}\ufffe\uffff]|(?![\t\n])\p{Cc}/u;

/**
 * The short way for flat messages, a third of the cost of the whole. It takes only what the parser would read alike; anything
 * else, right or wrong, is undefined here and the parser's to judge.
 */
function readFlat(text: string): XmlFields | undefined {
  if (!text.startsWith("<xml>") || NOT_PLAIN.test(text)) return undefined;
  const fields = emptyFields();
  let at = 5;
  for (let nodes = 1; nodes < MAX_NODES; nodes++) {
    FLAT_FIELD.lastIndex = at;
    const found = FLAT_FIELD.exec(text);
    if (!found) {
      FLAT_END.lastIndex = at;
      return FLAT_END.test(text) ? fields : undefined;
    }
    put(fields, found[1] ?? "", found[2] ?? found[3] ?? "");
    at = FLAT_FIELD.lastIndex;
  }
  return undefined;
}

/**
 * Reads `<xml>…</xml>` as WeChat writes it. Strict: no DOCTYPE, no processing instruction, no attribute, no field twice, at most
 * six deep and 200 elements. Throws XmlRefused and nothing else; the reason never quotes the content.
 */
export function readXml(text: string): XmlFields {
  if (text.length > MAX_LENGTH) throw new XmlRefused("too long");
  return readFlat(text) ?? readWhole(text);
}

/** Any message, by the parser. */
export function readWhole(text: string): XmlFields {
  reading = begin();
  try {
    parser.write(text.replace(FORBIDDEN, "")).close();
  } catch (error) {
    // It stopped in the middle of something.
    parser = createParser();
    throw error;
  }
  if (!reading.root) throw new XmlRefused("no root");
  return reading.root;
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
