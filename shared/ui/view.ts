import type { Language } from "../base/language.ts";

/**
 * What a reader is shown, in one language, before it is known whether on a page, in a PDF or as CSV: all three are made
 * of this. Texts are ready to be shown; amounts keep their number beside it, so that no file has to read one from a text.
 */
export interface View {
  readonly language: Language;
  readonly title: string;
  readonly subtitle?: string;
  /** The one figure that the view is about. */
  readonly headline?: Headline;
  readonly sections: readonly Section[];
  /** Small print: hashes, when it was made, what it was made of. */
  readonly footer: readonly string[];
}

export interface Headline {
  readonly label: string;
  readonly minor: bigint;
  readonly text: string;
  readonly note?: string;
}

export interface Section {
  /** Stable within the view: an anchor, and what a test finds it by. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: "paragraph"; readonly text: string; readonly tone?: Tone }
  | { readonly kind: "figures"; readonly figures: readonly Figure[] }
  | TableBlock
  /** Arithmetic, line by line; the last line is the result. */
  | { readonly kind: "equation"; readonly lines: readonly EquationLine[] }
  | TiersBlock
  | BarsBlock
  | BeforeAfterBlock
  | HistogramBlock
  | { readonly kind: "checks"; readonly checks: readonly Check[] }
  | { readonly kind: "links"; readonly links: readonly { readonly text: string; readonly to: string }[] }
  /** A question that the reader fills in; it comes back as the query of the same page, and `answer` stands below it. */
  | QuestionBlock;

/** Never told by colour alone: a renderer adds a sign or a word. */
export type Tone = "note" | "good" | "warning";

/** A figure with its name. */
export interface Figure {
  readonly label: string;
  readonly value: Cell;
}

/**
 * A value. `to` is where it is explained: a path relative to the root of the pages in which it stands, such as
 * `months/2026-06/orders/o1`; or with a slash at its beginning one that is relative to the language, such as `/advisors/li`.
 */
export type Cell =
  | { readonly kind: "text"; readonly text: string; readonly to?: string; readonly note?: string }
  | {
      readonly kind: "money";
      readonly minor: bigint;
      readonly text: string;
      readonly to?: string;
      readonly note?: string;
      /** How long a bar below it is: of the longest of its column, from −1000 to 1000. The drawing repeats what the text says. */
      readonly bar?: number;
    }
  /** A count, rate or score; `value` is its plain decimal, or "n/d" where it is an exact fraction. */
  | { readonly kind: "number"; readonly value: string; readonly text: string; readonly to?: string; readonly note?: string };

export interface TableBlock {
  readonly kind: "table";
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Whether all columns but the first are of one kind, side by side: none of them is what the row comes to. */
  readonly sideBySide?: boolean;
  /** Where the table is one page of a longer one. Counted from 1. */
  readonly paging?: { readonly page: number; readonly pages: number; readonly label: string };
}

export interface Column {
  readonly title: string;
  readonly align: "start" | "end";
  /** May be left out where there is little room. */
  readonly optional?: boolean;
}

export interface Row {
  /** `carried` is a sum brought from another page of the table or carried to one. */
  readonly kind?: "total" | "carried" | "group";
  /** One for each column. */
  readonly cells: readonly Cell[];
}

export interface EquationLine {
  /** What is done: "", "−", "×", "+", "=". */
  readonly sign: string;
  readonly label: string;
  readonly value: Cell;
}

/** A ladder drawn: its steps, and where the reader stands. */
export interface TiersBlock {
  readonly kind: "ladder";
  readonly id: string;
  readonly caption: string;
  /** Told instead of the drawing to who can't see it. */
  readonly description: string;
  readonly steps: readonly {
    readonly from: bigint;
    readonly fromText: string;
    readonly rateText: string;
    readonly rateBillionths: bigint;
  }[];
  readonly measured: bigint;
  readonly measuredText: string;
  /** Place of the step in which the reader stands. */
  readonly tierIndex: number;
  readonly next?: string;
}

export interface BarsBlock {
  readonly kind: "bars";
  readonly id: string;
  readonly caption: string;
  readonly description: string;
  /** Stacked: what is certain, and what is still to come; minor units. */
  readonly legend: { readonly solid: string; readonly hatched?: string };
  readonly bars: readonly {
    readonly label: string;
    readonly solid: bigint;
    readonly hatched?: bigint;
    readonly text: string;
    readonly to?: string;
  }[];
}

/** What each of some things was before and is after, minor units: two bars each, on one scale. */
export interface BeforeAfterBlock {
  readonly kind: "before-after";
  readonly id: string;
  readonly caption: string;
  readonly description: string;
  readonly legend: { readonly before: string; readonly after: string };
  readonly rows: readonly {
    readonly label: string;
    readonly before: bigint;
    readonly after: bigint;
    readonly text: string;
    readonly to?: string;
  }[];
}

/** How many there are of each kind, from the greatest loss to the greatest gain. */
export interface HistogramBlock {
  readonly kind: "histogram";
  readonly id: string;
  readonly caption: string;
  readonly description: string;
  readonly legend: { readonly loses: string; readonly gains: string };
  readonly bins: readonly {
    readonly label: string;
    readonly count: number;
    readonly text: string;
    readonly side: "loses" | "gains" | "same";
  }[];
}

/** A condition and whether it holds. */
export interface Check {
  readonly fulfilled: boolean;
  /** What is said of whether it holds, where neither "met" nor "not met" fits. */
  readonly told?: string;
  readonly text: string;
  /** Where it is worked on: as a cell's. */
  readonly to?: string;
  readonly note?: string;
  /** How far it is fulfilled, from 0 to 1000. */
  readonly permille?: number;
}

export interface QuestionBlock {
  readonly kind: "question";
  readonly id: string;
  readonly fields: readonly (
    | {
        readonly kind: "choice";
        readonly name: string;
        readonly label: string;
        readonly options: readonly Option[];
        readonly value?: string;
      }
    | { readonly kind: "amount"; readonly name: string; readonly label: string; readonly value?: string; readonly error?: string }
  )[];
  readonly submit: string;
  readonly answer?: readonly Exclude<Block, QuestionBlock>[];
}

export interface Option {
  readonly value: string;
  readonly text: string;
}

type BlockOf<Kind extends Block["kind"]> = Extract<Block, { readonly kind: Kind }>;

/** A paragraph, or a remark of some tone. */
export const paragraph = (text: string, tone?: Tone): BlockOf<"paragraph"> => ({ kind: "paragraph", text, ...(tone && { tone }) });

/** Figures side by side, each with its name. */
export const figuresBlock = (all: BlockOf<"figures">["figures"]): BlockOf<"figures"> => ({ kind: "figures", figures: all });

/** Arithmetic, line by line; the last line is the result. */
export const equation = (lines: BlockOf<"equation">["lines"]): BlockOf<"equation"> => ({ kind: "equation", lines });

/** Conditions, each with whether it holds. */
export const checklist = (checks: BlockOf<"checks">["checks"]): BlockOf<"checks"> => ({ kind: "checks", checks });

/** A part of a view under its own title. @param id stable within the view. */
export const section = (id: string, title: string, blocks: readonly Block[]): Section => ({ id, title, blocks });
