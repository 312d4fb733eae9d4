import * as z from "zod";
import { code } from "../../base/issues/issue.ts";

/** What a column of a template can hold. `constant` writes its own text. */
export const TEMPLATE_VALUES = [
  "constant",
  "number",
  "reference",
  "advisorId",
  "name",
  "storeId",
  "holder",
  "account",
  "accountLast4",
  "bankCode",
  "bankName",
  "amount",
  "amountMinor",
  "currency",
  "payoutId",
  "month",
  "executeOn",
] as const;
export type TemplateValue = (typeof TEMPLATE_VALUES)[number];

const columnSchema = z.strictObject({
  title: z.string().max(60),
  value: z.enum(TEMPLATE_VALUES),
  text: z.string().max(200).optional(),
  /** Fixed width, in bytes of the encoding. */
  width: z.int().min(1).max(500).optional(),
  align: z.enum(["start", "end"]).default("start"),
  /** Of one byte, so that every width can be filled. */
  pad: z
    .string()
    .regex(/^[ -~]$/, code("ascii-expected"))
    .default(" "),
});

/** Files that need no template are called so. */
export const OWN_FORMATS = ["csv", "xlsx", "pain.001", "journal", "positions"] as const;

/** A text file as a bank or a payroll wants it: which columns, in which encoding, separated or of fixed width. */
export const templateSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,30}$/, code("template-id-expected"))
      .refine((id) => !(OWN_FORMATS as readonly string[]).includes(id), code("template-id-taken")),
    name: z.string().min(1).max(60),
    kind: z.enum(["bank", "payroll"]),
    encoding: z.enum(["utf-8", "utf-8-bom", "gb18030", "gbk"]).default("utf-8"),
    form: z.enum(["separated", "fixed"]).default("separated"),
    /** Not of what references, dates and amounts are written in, nor a line's end or a quote. */
    separator: z
      .string()
      .regex(/^[^\p{L}\p{N}\p{C}\p{So}"'.-]$|^\t$/u, code("separator-expected"))
      .default(","),
    lineEnd: z.enum(["crlf", "lf"]).default("crlf"),
    header: z.boolean().default(true),
    /** A last line of count and control sum. */
    totals: z.boolean().default(true),
    columns: z.array(columnSchema).min(1).max(60),
  })
  .refine(({ form, columns }) => form !== "fixed" || columns.every(({ width }) => width !== undefined), {
    path: ["columns"],
    error: code("widths-missing"),
  })
  .refine(({ columns }) => columns.every(({ value, text }) => value !== "constant" || text !== undefined), {
    path: ["columns"],
    error: code("constant-without-text"),
  });

/** A template of a text file. */
export type Template = z.infer<typeof templateSchema>;
