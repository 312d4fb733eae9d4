import type { Block, Section, Tone } from "./view.ts";

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
