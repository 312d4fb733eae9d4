import { type FontName, fontFile } from "../fonts.ts";
import { charactersOf, fontRuns, type Run, type ScriptFont, visualRuns, wordsOf } from "./scripts.ts";

/** How a text of several scripts is set: in its main font, size and width. */
export interface MixedTextOptions {
  readonly font: FontName;
  readonly size: number;
  readonly width: number;
}

/**
 * Sets texts in which other scripts stand than the main font has, each in its own font. pdfkit knows one font a text, and
 * lays out word by word from left to right; so lines are broken and words put in order here. Fonts are loaded when a text
 * needs them.
 */
export class MixedText {
  readonly #doc: PDFKit.PDFDocument;
  readonly #loaded = new Set<ScriptFont>();

  constructor(doc: PDFKit.PDFDocument) {
    this.#doc = doc;
  }

  /** How wide a text is where it stands in one line. */
  widthOf(text: string, font: FontName, size: number): number {
    return Math.max(...text.split("\n").map((line) => this.#widthOfLine(line, font, size)));
  }

  heightOf(text: string, setting: MixedTextOptions): number {
    return this.#linesOf(text, setting).length * this.#lineHeight(setting);
  }

  /** Sets a text below a height, in its main font's lines and on their baselines. */
  set(text: string, left: number, top: number, align: "left" | "right", colour: string, setting: MixedTextOptions): void {
    const { font, size, width } = setting;
    const { ascender } = (this.#doc.font(font) as unknown as { _font: { ascender: number } })._font;
    const lineHeight = this.#lineHeight(setting);
    for (const [index, line] of this.#linesOf(text, setting).entries()) {
      const baseline = top + index * lineHeight + (ascender / 1000) * size;
      let x = align === "right" ? left + width - this.#widthOfLine(line, font, size) : left;
      for (const run of visualRuns(line)) {
        this.#use(run, font, size).fillColor(colour).text(run.text, x, baseline, { lineBreak: false, baseline: "alphabetic" });
        x += this.#widthOfRun(run, font, size);
      }
    }
  }

  #linesOf(text: string, { font, size, width }: MixedTextOptions): string[] {
    return text.split("\n").flatMap((paragraph) => {
      const lines: string[] = [""];
      let filled = 0;
      const add = (word: string): void => {
        const isSpace = word.trim() === "";
        const isBegun = lines.at(-1) !== "";
        if (isSpace && !isBegun) return;
        const wordWidth = this.#widthOfWord(word, font, size);
        if (isBegun && filled + wordWidth > width) {
          lines.push("");
          filled = 0;
          if (isSpace) return;
        }
        lines[lines.length - 1] += word;
        filled += wordWidth;
      };
      for (const word of wordsOf(paragraph)) {
        // Scripts without spaces between words, and words longer than a line, break between characters.
        if (this.#widthOfWord(word, font, size) <= width) add(word);
        else for (const character of charactersOf(word)) add(character);
      }
      return lines.map((line) => line.trimEnd());
    });
  }

  #widthOfLine(line: string, font: FontName, size: number): number {
    return visualRuns(line).reduce((total, run) => total + this.#widthOfRun(run, font, size), 0);
  }

  #widthOfWord(word: string, font: FontName, size: number): number {
    return fontRuns(word).reduce((total, run) => total + this.#widthOfRun(run, font, size), 0);
  }

  #widthOfRun(run: Run, font: FontName, size: number): number {
    return this.#use(run, font, size).widthOfString(run.text);
  }

  #lineHeight({ font, size }: MixedTextOptions): number {
    return this.#doc.font(font).fontSize(size).currentLineHeight(true);
  }

  #use({ font }: Run, main: FontName, size: number): PDFKit.PDFDocument {
    if (font !== undefined && !this.#loaded.has(font)) {
      this.#doc.registerFont(font, fontFile(font));
      this.#loaded.add(font);
    }
    return this.#doc.font(font ?? main).fontSize(size);
  }
}
