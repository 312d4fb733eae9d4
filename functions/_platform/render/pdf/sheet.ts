import PDFDocument from "pdfkit";
import type { View } from "../../../../shared/ui/view.ts";
import { type FontName, fontFile } from "../fonts.ts";
import { MixedText } from "./mixed-text.ts";
import { hasOtherScripts } from "./scripts.ts";

/** A4 in points, and what stays free. */
const MARGIN = { top: 56, bottom: 64, left: 56, right: 56 } as const;
export const WIDTH = 595.28 - MARGIN.left - MARGIN.right;
const LOWEST = 841.89 - MARGIN.bottom;

export const COLOURS = {
  ink: "#1b2430",
  quiet: "#5b6673",
  accent: "#0b5d5e",
  rule: "#d5dbe1",
  strongRule: "#7b8794",
  wash: "#f2f6f6",
} as const;

/** Dates in the file are fixed: the same statement is the same file, whenever it is made. */
const FIXED_DATE = new Date(Date.UTC(2000, 0, 1));

/** None, to pdfkit; its types know only names. */
const NO_FONT = "";

/** How a text is set. */
export interface TextOptions {
  readonly size?: number;
  readonly font?: FontName;
  readonly colour?: string;
  readonly align?: "left" | "right";
  readonly width?: number;
  readonly x?: number;
}

/** The font has no narrow spaces, and sets a raised comma as wide as a Chinese character. */
const drawable = (text: string): string => text.replace(/[\u2009\u202f]/g, "\u00a0").replaceAll("’", "'");

/** A document being written from top to bottom, tagged as it grows. */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly #root: PDFKit.PDFStructureElement;
  readonly #mixed: MixedText;
  y: number = MARGIN.top;

  constructor({ title, language }: View) {
    this.doc = new PDFDocument({
      size: "A4",
      margins: { ...MARGIN, bottom: 0 },
      bufferPages: true,
      tagged: true,
      displayTitle: true,
      pdfVersion: "1.7",
      lang: { zh: "zh-CN", en: "en" }[language],
      // Else pdfkit loads Helvetica, which it looks for by a path that a bundle doesn't have.
      font: NO_FONT,
      info: { Title: title, Producer: "Fenrun", Creator: "Fenrun", CreationDate: FIXED_DATE, ModDate: FIXED_DATE },
    });
    for (const name of ["regular", "strong"] as const) this.doc.registerFont(name, fontFile(name));
    this.#mixed = new MixedText(this.doc);
    this.#root = this.doc.struct("Document");
    this.doc.addStructure(this.#root);
  }

  /** Begins a new page where less than this is left. */
  need(height: number): void {
    if (this.y + height <= LOWEST) return;
    this.doc.addPage();
    this.y = MARGIN.top;
  }

  /** How much room a page has below here. */
  get left(): number {
    return LOWEST - this.y;
  }

  /** How high a text stands in a width. */
  heightOf(text: string, { size = 9, font = "regular", width = WIDTH }: TextOptions = {}): number {
    if (hasOtherScripts(text)) return this.#mixed.heightOf(drawable(text), { font, size, width });
    return this.doc.font(font).fontSize(size).heightOfString(drawable(text), { width });
  }

  widthOf(text: string, { size = 9, font = "regular" }: TextOptions = {}): number {
    if (hasOtherScripts(text)) return this.#mixed.widthOf(drawable(text), font, size);
    return this.doc.font(font).fontSize(size).widthOfString(drawable(text));
  }

  /** Sets a text at a height, without moving on. */
  set(
    text: string,
    y: number,
    { size = 9, font = "regular", colour = COLOURS.ink, align = "left", width = WIDTH, x = 0 }: TextOptions = {},
  ): void {
    if (hasOtherScripts(text)) {
      this.#mixed.set(drawable(text), MARGIN.left + x, y, align, colour, { font, size, width });
      return;
    }
    this.doc
      .font(font)
      .fontSize(size)
      .fillColor(colour)
      .text(drawable(text), MARGIN.left + x, y, { width, align, lineGap: 0 });
  }

  /** A tagged text in its own lines, moving on. */
  text(tag: string, text: string, setting: TextOptions = {}, gap = 4): void {
    const height = this.heightOf(text, setting);
    this.need(height);
    const y = this.y;
    this.add(this.doc.struct(tag, {}, () => this.set(text, y, setting)));
    this.y += height + gap;
  }

  /** Adds to the document's structure. */
  add(element: PDFKit.PDFStructureElement): void {
    this.#root.add(element);
  }

  /** A line across, which is no content. */
  rule(y: number, colour: string = COLOURS.rule, weight = 0.5, x = 0, width = WIDTH): void {
    this.artifact(() =>
      this.doc
        .moveTo(MARGIN.left + x, y)
        .lineTo(MARGIN.left + x + width, y)
        .lineWidth(weight)
        .strokeColor(colour)
        .stroke(),
    );
  }

  /** Draws what is for the eye alone. */
  artifact(draw: () => void): void {
    this.doc.markContent("Artifact", { type: "Layout" });
    draw();
    this.doc.endMarkedContent();
  }

  /** The left edge of what is written, in points. */
  get edge(): number {
    return MARGIN.left;
  }

  /** Writes the foot of every page and ends the document. */
  async finish(foot: string): Promise<Uint8Array<ArrayBuffer>> {
    const { start, count } = this.doc.bufferedPageRange();
    for (let page = start; page < start + count; page += 1) {
      this.doc.switchToPage(page);
      this.rule(LOWEST + 14);
      this.artifact(() => {
        this.set(foot, LOWEST + 20, { size: 7.5, colour: COLOURS.quiet, width: WIDTH - 60 });
        this.set(`${page - start + 1} / ${count}`, LOWEST + 20, { size: 7.5, colour: COLOURS.quiet, align: "right" });
      });
    }
    this.#root.end();
    const chunks: Buffer[] = [];
    const ended = new Promise<void>((resolve, reject) => {
      this.doc.on("data", (chunk: Buffer) => chunks.push(chunk));
      this.doc.on("end", resolve);
      this.doc.on("error", reject);
    });
    this.doc.end();
    await ended;
    return new Uint8Array(Buffer.concat(chunks));
  }
}
