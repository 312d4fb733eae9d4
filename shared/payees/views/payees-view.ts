import type { ActivityEntry } from "../../activity/model/activity-entry.ts";
import type { Instant } from "../../base/calendar/month.ts";
import type { Proposal } from "../../proposals/model/proposal.ts";
import { advisorPath, proposalPath } from "../../ui/links.ts";
import type { Names } from "../../ui/names.ts";
import type { Block, Cell, Row } from "../../ui/view.ts";
import { EMPTY, type FinanceWriter, figure, figureColumn, textColumn } from "../../ui/writer.ts";
import { payeesWordsOf } from "../messages.ts";
import { isPayeesContent } from "../model/content.ts";
import type { PayeeNow } from "../model/effective-payee.ts";
import type { DetailsWarning } from "../model/parse-details.ts";
import type { HolderView, Payee } from "../model/payee.ts";

/** Advisors that were found, each with whether they can be paid and where to. */
export function payeesTable(
  found: readonly { readonly advisorId: string; readonly name: string; readonly now: PayeeNow }[],
  writer: FinanceWriter,
): Block {
  const words = payeesWordsOf(writer.language);
  if (found.length === 0) return { kind: "paragraph", text: words.nobody };
  return {
    kind: "table",
    id: "payees-table",
    caption: words.title,
    columns: [textColumn(words.advisor), textColumn(words.account), textColumn(words.state)],
    rows: found.map(({ advisorId, name, now }) => ({
      cells: [
        writer.text(name, { to: advisorPath(advisorId), note: advisorId }),
        writer.text(now.kind === "none" ? words.none : words.ending(now.payee.last4)),
        stateCell(now, writer),
      ],
    })),
  };
}

function stateCell(now: PayeeNow, writer: FinanceWriter): Cell {
  const words = payeesWordsOf(writer.language);
  return writer.text(words.states[now.kind], {
    note: now.kind === "cooling" ? words.coolingUntil(writer.moment(now.until)) : undefined,
  });
}

/** Whether an advisor can be paid now, and where to. */
export function payeeNowBlocks(now: PayeeNow, writer: FinanceWriter): Block[] {
  const words = payeesWordsOf(writer.language);
  if (now.kind === "none") return [{ kind: "paragraph", tone: "warning", text: words.states.none }];
  const { last4, approvedBy, approvedAt } = now.payee;
  return [
    ...(now.kind === "cooling"
      ? [{ kind: "paragraph", tone: "warning", text: words.coolingUntil(writer.moment(now.until)) } as const]
      : []),
    {
      kind: "figures",
      figures: [
        figure(words.account, writer.text(words.ending(last4))),
        figure(words.state, writer.text(words.states[now.kind])),
        figure(words.approvedBy, writer.text(approvedBy, { note: writer.moment(approvedAt) })),
      ],
    },
  ];
}

/** All versions of an advisor's payee, the latest first. */
export function payeeVersionsBlock(versions: readonly Payee[], writer: FinanceWriter): Block {
  const words = payeesWordsOf(writer.language);
  if (versions.length === 0) return { kind: "paragraph", text: words.versionsNone };
  return {
    kind: "table",
    id: "versions-table",
    caption: words.versions,
    columns: [
      textColumn(words.version),
      textColumn(words.account),
      textColumn(words.approvedBy),
      textColumn(words.at),
      textColumn(words.what),
    ],
    rows: versions.map(({ version, last4, approvedBy, approvedAt, proposalId }) => ({
      cells: [
        writer.text(`${version}`),
        writer.text(words.ending(last4)),
        writer.text(approvedBy),
        writer.text(writer.moment(approvedAt)),
        writer.text(proposalId, { to: proposalPath(proposalId) }),
      ],
    })),
  };
}

/** How many of the latest views a page tells; the API has them all. */
const MOST_VIEWS = 20;

/** Who looked at an advisor's payee details and when, the latest first. */
export function payeeViewsBlock(views: readonly ActivityEntry[], writer: FinanceWriter): Block {
  const words = payeesWordsOf(writer.language);
  return {
    kind: "table",
    id: "views-table",
    caption: words.views(String(Math.min(views.length, MOST_VIEWS)), String(views.length)),
    columns: [textColumn(words.viewedAt), textColumn(words.viewedBy), textColumn(words.viewedIn)],
    rows: views
      .slice(-MOST_VIEWS)
      .toReversed()
      .map(({ at, by, proposalId }) => ({
        cells: [
          writer.text(writer.moment(at)),
          writer.text(by),
          proposalId === undefined ? writer.text(words.viewedHere) : writer.text(proposalId, { to: proposalPath(proposalId) }),
        ],
      })),
  };
}

/** Proposals of payees that wait. */
export function waitingPayees(waiting: readonly Proposal[], nameOf: Names, writer: FinanceWriter): Block {
  const words = payeesWordsOf(writer.language);
  if (waiting.length === 0) return { kind: "paragraph", text: words.waitingNone };
  return {
    kind: "table",
    id: "waiting-table",
    caption: words.waiting,
    columns: [textColumn(words.what), textColumn(words.why), textColumn(words.by), textColumn(words.at)],
    rows: waiting.flatMap(({ proposalId, content, submission, authors, changedAt }): Row[] => {
      if (!isPayeesContent(content)) return [];
      const [first] = content.entries;
      const isOne = content.entries.length === 1 && first !== undefined;
      const what = isOne ? (nameOf(first.advisorId) ?? first.advisorId) : words.entries(writer.count(content.entries.length).text);
      return [
        {
          cells: [
            writer.text(what, { to: proposalPath(proposalId), note: isOne ? words.ending(first.last4) : content.source }),
            writer.text(submission?.why ?? ""),
            writer.text(submission?.by ?? authors[0] ?? ""),
            writer.text(writer.moment(changedAt)),
          ],
        },
      ];
    }),
  };
}

/** Changes by which nobody is paid yet, and until when. */
export function coolingTable(
  cooling: readonly { readonly advisorId: string; readonly last4: string; readonly approvedBy: string; readonly until: Instant }[],
  nameOf: Names,
  writer: FinanceWriter,
): Block {
  const words = payeesWordsOf(writer.language);
  if (cooling.length === 0) return { kind: "paragraph", text: words.coolingNone };
  return {
    kind: "table",
    id: "cooling-table",
    caption: words.cooling,
    columns: [textColumn(words.advisor), textColumn(words.account), textColumn(words.approvedBy), textColumn(words.until)],
    rows: cooling.map(({ advisorId, last4, approvedBy, until }) => ({
      cells: [
        writer.text(nameOf(advisorId) ?? advisorId, { to: advisorPath(advisorId), note: advisorId }),
        writer.text(words.ending(last4)),
        writer.text(approvedBy),
        writer.text(writer.moment(until)),
      ],
    })),
  };
}

/** A line of a file, as its preview tells of it. */
interface Line {
  readonly line: number;
  readonly advisorId: string;
  readonly name: string;
  readonly before?: string;
  readonly holder: string;
  readonly last4: string;
  readonly warnings: readonly (DetailsWarning | "same-ending" | "proposed" | "other-holder")[];
}

/** How many get a payee for the first time, how many another one, and how many lines are left out. */
export function payeeCounts(
  { first, changed, wrong }: { readonly first: number; readonly changed: number; readonly wrong: number },
  writer: FinanceWriter,
): Block {
  const words = payeesWordsOf(writer.language);
  return {
    kind: "figures",
    figures: [
      figure(words.first, writer.count(first)),
      figure(words.changed, writer.count(changed)),
      figure(words.wrong, writer.count(wrong)),
    ],
  };
}

/** What would be proposed, line by line; of accounts the last four digits. */
export function payeeLines(lines: readonly Line[], writer: FinanceWriter): Block {
  const words = payeesWordsOf(writer.language);
  return {
    kind: "table",
    id: "lines-table",
    caption: words.lines,
    columns: [
      figureColumn(words.line),
      textColumn(words.advisor),
      textColumn(words.form.holder),
      textColumn(words.before),
      textColumn(words.after),
      textColumn(words.note),
    ],
    rows: lines.map(({ line, advisorId, name, before, holder, last4, warnings }) => ({
      cells: [
        writer.count(line),
        writer.text(name, { to: advisorPath(advisorId), note: advisorId }),
        writer.text(holder),
        before === undefined ? EMPTY : writer.text(words.ending(before)),
        writer.text(words.ending(last4)),
        writer.text(warnings.map((warning) => words.warnings[warning]).join(writer.words.joins.list)),
      ],
    })),
  };
}

/** What a proposal changes: whose, from which account to which, by their last four digits. */
export function proposedPayees(
  entries: readonly { readonly advisorId: string; readonly last4: string; readonly holder: HolderView }[],
  nameOf: Names,
  beforeOf: (advisorId: string) => string | undefined,
  writer: FinanceWriter,
): Block {
  const words = payeesWordsOf(writer.language);
  return {
    kind: "table",
    id: "proposed-table",
    caption: words.title,
    columns: [textColumn(words.advisor), textColumn(words.form.holder), textColumn(words.before), textColumn(words.after)],
    rows: entries.map(({ advisorId, last4, holder }) => {
      const before = beforeOf(advisorId);
      const name = nameOf(advisorId) ?? advisorId;
      return {
        cells: [
          writer.text(name, { to: advisorPath(advisorId), note: advisorId }),
          holder.isAdvisor
            ? writer.text(name, { note: words.holderIsAdvisor })
            : writer.text(holder.masked, { note: words.warnings["other-holder"] }),
          writer.text(before === undefined ? words.none : words.ending(before)),
          writer.text(words.ending(last4)),
        ],
      };
    }),
  };
}
