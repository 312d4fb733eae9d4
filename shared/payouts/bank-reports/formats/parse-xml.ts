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
}

interface OpenElement extends XmlElement {
  children: XmlElement[];
  text: string;
}

/** No message of a bank's is deeper. */
const MOST_DEPTH = 60;
const CHUNK = 65_536;

/**
 * Reads XML strictly, and hands each element of these names over as it ends, with those around it as far as they are
 * read, the nearest first. What was handed over is kept nowhere, so that a file of any length takes little memory.
 * @throws XmlError where it is not well-formed, or declares a document type: none of ours has one, and entities are a trap.
 */
export function takeElements(
  text: string,
  names: ReadonlySet<string>,
  take: (element: XmlElement, around: readonly XmlElement[]) => void,
): void {
  const open: OpenElement[] = [];
  let taken = 0;
  const parser = new SaxesParser({ xmlns: true });
  const addText = (piece: string) => {
    const element = open[0];
    if (element !== undefined && taken > 0) element.text += piece;
  };
  parser.on("error", (error) => {
    throw new XmlError(error.message);
  });
  parser.on("doctype", () => {
    throw new XmlError("it declares a document type (DOCTYPE), which is not read");
  });
  parser.on("opentag", (tag) => {
    if (open.length === MOST_DEPTH) throw new XmlError(`more than ${MOST_DEPTH} elements lie in one another`);
    if (names.has(tag.local)) taken += 1;
    open.unshift({ name: tag.local, attributes: attributesOf(tag), children: [], text: "" });
  });
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    const element = open.shift();
    if (element === undefined) return;
    element.text = element.text.trim();
    if (names.has(element.name)) {
      taken -= 1;
      take(element, open);
    } else if (taken > 0) open[0]?.children.push(element);
  });
  for (let start = 0; start < text.length; start += CHUNK) parser.write(text.slice(start, start + CHUNK));
  parser.close();
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
