import type { PeopleWriter } from "../../advisors/messages.ts";
import { type Issue, type IssueCode, kindOfIssue, refusal } from "../../base/issues/issue.ts";
import { col, num, table } from "../../ui/table.ts";
import type { Block } from "../../ui/view.ts";
import type { IssueWriter } from "../../ui/writer.ts";
import { quarantineWordsOf } from "../messages.ts";
import type { QuarantineLine } from "../steps/list-quarantined.ts";

/** Held records whose first issue has one code. */
export interface CodeGroup {
  readonly code: IssueCode;
  /** One of its issues, as an example. */
  readonly example: Issue | undefined;
  readonly records: readonly QuarantineLine[];
}

/** Records by the code of their first issue, those of which there are most first. */
export function groupHeld(records: readonly QuarantineLine[]): CodeGroup[] {
  return [...Map.groupBy(records, ({ issues: [first] }) => first?.code ?? "invalid")]
    .map(([code, ofCode]) => ({ code, example: ofCode[0]?.issues[0], records: ofCode }))
    .sort((left, right) => right.records.length - left.records.length);
}

/** What a group is called: its text, without what differs from record to record. */
export const groupTitle = ({ code, example }: Pick<CodeGroup, "code" | "example">, { formatIssue }: IssueWriter): string =>
  formatIssue({ path: "", ...kindOfIssue(example ?? refusal(code)) });

/** How many there are of each reason, with the way to them. */
export function groupsTable(groups: readonly CodeGroup[], writer: PeopleWriter): Block {
  const words = quarantineWordsOf(writer.language);
  return table({ id: "groups", caption: words.waiting }, groups, [
    col(words.reasons, (group) => writer.text(groupTitle(group, writer), { to: `quarantine?code=${group.code}` })),
    num(words.records, (group) => writer.count(group.records.length)),
  ]);
}

/** Held records, each with what hinders it; where they are acknowledged, with who said why. */
export function heldTable(id: string, caption: string, records: readonly QuarantineLine[], writer: PeopleWriter): Block {
  const words = quarantineWordsOf(writer.language);
  const noteOf = ({ notes }: QuarantineLine) => notes.slice(-1).map(({ by, comment }) => `${by}${writer.words.joins.colon}${comment}`)[0];
  return table({ id, caption }, records, [
    col(words.since, (record) => writer.text(writer.moment(record.heldAt), { to: `quarantine/${record.id}` })),
    col(words.record, (record) => writer.text(words.kinds[record.kind], { note: record.id.slice(0, 12) })),
    col(words.reasons, (record) =>
      writer.text(record.issues.map((issue) => writer.formatIssue(issue)).join(writer.words.joins.list), { note: noteOf(record) }),
    ),
  ]);
}

/** By which id the content of each kind is called. */
const NAMED_BY = {
  order: "orderId",
  advisor: "advisorId",
  attributes: "(?:advisorId|storeId)",
  plan: "planId",
  adjustment: "adjustmentId",
} as const;

/** What a record is about, by its content's id; "" where that can't be told. */
export function heldName(kind: QuarantineLine["kind"], body: string): string {
  if (kind === "unknown") return "";
  const [, name = ""] = new RegExp(`"${NAMED_BY[kind]}"\\s*:\\s*"((?:[^"\\\\]|\\\\.){1,128})"`).exec(body) ?? [];
  return name;
}
