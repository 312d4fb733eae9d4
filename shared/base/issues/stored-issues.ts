import * as z from "zod";
import { int, number, record, textCodec } from "../json/codec.ts";
import type { IssueCode, Refusal } from "./issue.ts";

const issueShape = {
  line: int.optional(),
  code: z.custom<IssueCode>((given) => typeof given === "string"),
  params: z.record(z.string(), z.union([z.string(), number])),
};

/** An issue as it is stored: its code and params, never a text. Codes that are no more stay as they are. */
export const storedIssue = record({ path: z.string(), ...issueShape });
export const storedRefusal = record({ path: z.string().optional(), ...issueShape });

/** Rows of a file that are invalid, as they are stored. */
export const storedRowErrors = z.array(record({ line: int, issues: z.array(storedIssue) }));

export const issuesCodec = textCodec("issues", record({ issues: z.array(storedRefusal) }));
export const encodeIssues = (issues: readonly Refusal[]): string => issuesCodec.encode({ issues });
export const decodeIssues = <Kind extends Refusal = Refusal>(text: string): readonly Kind[] =>
  issuesCodec.decode(text).issues as readonly Kind[];
