import { SaxesParser, type SaxesTagNS } from "saxes";

/** An element as it was read. Names are without prefixes; white space around the text is left out. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/** Why a text is no XML that we read. */
export class XmlError extends Error {
  override readonly name = "XmlError";
  readonly code: "xml-malformed" | "xml-doctype" | "xml-too-large";

  /** @param detail what the parser says of it. */
  constructor(code: XmlError["code"], detail = "") {
    super(detail);
    this.code = code;
  }
}

/** What is told of the elements of a file while it is read. */
export interface XmlVisitor {
  /** An element begins that lies in none that is handed over. @returns the names that are handed over from here on. */
  opened(name: string): ReadonlySet<string>;
  /** An element of these names has ended, with those around it as far as they are read, the nearest first. */
  taken(element: XmlElement, around: readonly XmlElement[]): void;
  /** An element has ended that lies in none that is handed over. */
  closed(name: string): void;
}

interface OpenElement extends XmlElement {
  children: XmlElement[];
  text: string;
}

/** No message of a bank's is deeper, has an element with more attributes, or one that is handed over with more in it. */
const MAX_DEPTH = 60;
const MAX_ATTRIBUTES = 50;
const MAX_NODES = 10_000;
const MAX_CHARACTERS = 1_000_000;
/** Elements of a whole file: far more than the entries that are taken of one have. */
const MAX_ELEMENTS = 20_000_000;

/** What is read of an element that is handed over. */
interface Read {
  nodes: number;
  characters: number;
}

/** A declaration stands at the beginning of each document of a file, and says nothing that isn't known by then. */
const DECLARATION = /<\?xml\s[^>]*\?>/g;
/** The beginning of one, at the end of a piece. */
const DECLARATION_BEGINS = /<(?:\?(?:x(?:m(?:l(?:\s[^>]{0,200})?)?)?)?)?$/;

/**
 * Reads XML strictly, piece by piece, and tells a visitor of it: one document, or several one after the other. What was
 * handed over is kept nowhere, and how much may be in it is limited while it is read, so a file of any length takes
 * little memory.
 * @throws XmlError where it is not well-formed, has too much in it, or declares a document type: none of ours has one,
 * and entities are a trap.
 */
export class XmlDocuments {
  readonly #visitor: XmlVisitor;
  readonly #parser = new SaxesParser({ xmlns: true, fragment: true });
  readonly #open: OpenElement[] = [];
  /** Of the open elements that are to be handed over, the outermost first. */
  readonly #taking: Read[] = [];
  #names: ReadonlySet<string> = new Set();
  #elements = 0;
  #attributes = 0;
  /** What may be the beginning of a declaration. */
  #held = "";

  constructor(visitor: XmlVisitor) {
    this.#visitor = visitor;
    this.#parser.on("error", ({ message: ofParser }) => {
      throw /doctype/i.test(ofParser) ? new XmlError("xml-doctype") : new XmlError("xml-malformed", ofParser);
    });
    this.#parser.on("attribute", () => {
      this.#attributes += 1;
      if (this.#attributes > MAX_ATTRIBUTES) throw new XmlError("xml-too-large");
    });
    this.#parser.on("opentag", (tag) => this.#opened(tag));
    this.#parser.on("text", (text) => this.#text(text));
    this.#parser.on("cdata", (text) => this.#text(text));
    this.#parser.on("closetag", () => this.#closed());
  }

  write(piece: string): void {
    const text = `${this.#held}${piece}`.replace(DECLARATION, "");
    this.#held = DECLARATION_BEGINS.exec(text)?.[0] ?? "";
    this.#parser.write(this.#held === "" ? text : text.slice(0, -this.#held.length));
  }

  end(): void {
    if (this.#held !== "") this.#parser.write(this.#held);
    this.#parser.close();
  }

  #text(piece: string): void {
    const [element, read] = [this.#open[0], this.#taking.at(-1)];
    if (element === undefined || read === undefined) return;
    read.characters += piece.length;
    if (read.characters > MAX_CHARACTERS) throw new XmlError("xml-too-large");
    element.text += piece;
  }

  #opened(tag: SaxesTagNS): void {
    this.#attributes = 0;
    this.#elements += 1;
    if (this.#elements > MAX_ELEMENTS) throw new XmlError("xml-too-large");
    if (this.#open.length === MAX_DEPTH) throw new XmlError("xml-too-large");
    if (this.#taking.length === 0) this.#names = this.#visitor.opened(tag.local);
    const outer = this.#taking.at(-1);
    if (outer !== undefined) {
      outer.nodes += 1;
      if (outer.nodes > MAX_NODES) throw new XmlError("xml-too-large");
    }
    if (this.#names.has(tag.local)) {
      // What is handed over by itself doesn't count in what it lies in.
      if (outer !== undefined) outer.nodes -= 1;
      this.#taking.push({ nodes: 0, characters: 0 });
    }
    this.#open.unshift({ name: tag.local, attributes: attributesOf(tag), children: [], text: "" });
  }

  #closed(): void {
    const element = this.#open.shift();
    if (element === undefined) return;
    element.text = element.text.trim();
    if (this.#names.has(element.name)) {
      this.#taking.pop();
      this.#visitor.taken(element, this.#open);
    } else if (this.#taking.length > 0) this.#open[0]?.children.push(element);
    else this.#visitor.closed(element.name);
  }
}

function attributesOf({ attributes }: SaxesTagNS): Record<string, string> {
  return Object.fromEntries(Object.values(attributes).map(({ local, value }) => [local, value]));
}

/** The first element along a path of names below an element. */
export function elementAt(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((at, name) => at?.children.find((child) => child.name === name), element);
}

/** The text of the first element along a path; undefined where there is none, or nothing stands in it. */
export function textAt(element: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  return elementAt(element, ...path)?.text || undefined;
}

/** The texts of all elements of a name right below an element. */
export const textsAt = (element: XmlElement | undefined, name: string): string[] =>
  (element?.children ?? []).filter((child) => child.name === name && child.text !== "").map(({ text }) => text);

/** The texts of an element and of all that lies in it, in their order. */
export const textsBelow = (element: XmlElement | undefined): string[] =>
  element === undefined ? [] : [element.text, ...element.children.flatMap(textsBelow)].filter((text) => text !== "");

/**
 * An amount as ISO 20022 writes it, an xs:decimal such as "1234.5", ".50" or "+5", in minor units, exactly. Zeros beyond
 * a currency's decimals say nothing and are taken.
 * @param decimals how many the currency has.
 * @returns "fraction" where it has a fraction of a minor unit; undefined where it is no such amount, or below 0.
 */
export function readIsoAmount(text: string, decimals: number): bigint | "fraction" | undefined {
  const match = /^\+?(?:0*(\d{1,15})(?:\.(\d{0,18}))?|\.(\d{1,18}))$/.exec(text);
  if (match === null) return undefined;
  const [, whole = "0", after = "", alone = after] = match;
  if (/[^0]/.test(alone.slice(decimals))) return "fraction";
  return BigInt(`${whole}${alone.slice(0, decimals).padEnd(decimals, "0")}`);
}
