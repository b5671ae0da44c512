import type { Concept, Lexicon } from "./lexicon/index.ts";
import { joined, withClauses } from "./normalise.ts";
import type { Repair } from "./pinyin.ts";
import { termsOf } from "./terms.ts";

/** What a question says: its terms and concepts, weighed by how much they are the question and how much the story around it. */
export interface Reading {
  /** Normalised and repaired, without punctuation. */
  text: string;
  terms: ReadonlyMap<number, number>;
  /** Without neighbours and places. */
  concepts: ReadonlyMap<Concept, number>;
  /** The words by which concepts were heard. */
  forms: ReadonlyMap<string, readonly Concept[]>;
  /** Neighbouring subjects that are named. */
  outside: ReadonlySet<Concept>;
  /** Different places that are named; all of Wuhan is one. */
  places: number;
  /** Another city or province is named, and only that one: what holds in Wuhan may not hold there. */
  elsewhere: boolean;
}

/** Questions longer than this are a story; the rest is not read. */
const MOST_CHARS = 400;
/** From so many characters on, what is not a question is background. */
const STORY = 30;
const BACKGROUND = 0.4;
const asks =
  /吗|怎么|怎样|能不能|能否|可不可以|多少|哪|什么|如何|几|算不算|是否|有没有|呢|要不要|来得及|还能|能报|不能|好不好|行不行|为什么|谁/;
const courtesy =
  /^(你好|您好|请问(一下)?|请教(一下)?|麻烦问(一下)?|想问(一下|下)?|我想(问|咨询)(一下|下)?|咨询(一下|下)?|问一下|问下|老师|客服|亲)+，?|，?(谢谢(您|你|了)?|感谢|急|在线等)+，?$/g;

/** `known` tells whether two characters stand next to each other anywhere in the knowledge base. */
export function read(
  text: string,
  words: { lexicon: Lexicon; repair: Repair },
  known: (pair: string) => boolean,
): Reading {
  const { lexicon, repair } = words;
  const written = withClauses(text.slice(0, MOST_CHARS)).replace(/^，|，$/g, "");
  const polite = written.replace(courtesy, "");
  const clauses = repair(polite === "" ? written : polite, known)
    .split("，")
    .filter((clause) => clause !== "");
  const whole = clauses.join("");
  const story = whole.length > STORY && clauses.some((clause) => asks.test(clause));
  const terms = new Map<number, number>();
  const concepts = new Map<Concept, number>();
  const forms = new Map<string, readonly Concept[]>();
  const outside = new Set<Concept>();
  const named = new Set<string>();
  for (const clause of clauses) {
    const weight = story && !asks.test(clause) ? BACKGROUND : 1;
    let rest = clause;
    for (const { concepts: meant, form } of lexicon.mentionsIn(clause)) {
      forms.set(form, meant);
      for (const concept of meant) {
        if (concept.kind === "place") named.add(concept.name === "home" ? "home" : form);
        else if (concept.kind === "outside") outside.add(concept);
        else concepts.set(concept, Math.max(weight, concepts.get(concept) ?? 0));
      }
      // Which city it is helps to find nothing.
      if (meant[0]?.kind === "place") rest = rest.replace(form, "，");
    }
    for (const part of rest.split("，"))
      for (const term of termsOf(part)) terms.set(term, Math.max(weight, terms.get(term) ?? 0));
  }
  // Two places in one question: somebody moves, or is ill far from home.
  const moving = lexicon.find("moving");
  if (named.size > 1 && moving) concepts.set(moving, Math.max(1, concepts.get(moving) ?? 0));
  return {
    text: joined(whole),
    terms,
    concepts,
    forms,
    outside,
    places: named.size,
    elsewhere: named.size === 1 && !named.has("home"),
  };
}

/** As editors call them. */
export const conceptNames = (reading: Reading): { concepts: string[]; outside: string[] } => ({
  concepts: [...reading.concepts.keys()].map((concept) => concept.label),
  outside: [...reading.outside].map((concept) => concept.label),
});
