import type { ActivityEntry } from "../../activity/model/activity-entry.ts";
import type { Instant } from "../../base/calendar/month.ts";
import type { Proposal } from "../../proposals/model/proposal.ts";
import { advisorPath, proposalPath } from "../../ui/links.ts";
import type { Names } from "../../ui/names.ts";
import { col, num, table } from "../../ui/table.ts";
import { type Block, type Cell, figuresBlock, paragraph } from "../../ui/view.ts";
import { EMPTY, type FinanceWriter, figure, type Writer } from "../../ui/writer.ts";
import { payeesWordsOf } from "../messages.ts";
import { isPayeesContent, type PayeeEntry } from "../model/content.ts";
import type { PayeeNow } from "../model/effective-payee.ts";
import type { Payee } from "../model/payee.ts";
import type { AccountSharer, SharedAccount } from "../model/shared-account.ts";
import type { PayeePreviewLine, PayeesPreview } from "../steps/propose-payees.ts";

/** Advisors that were found, each with whether they can be paid and where to. */
export function payeesTable(
  found: readonly { readonly advisorId: string; readonly name: string; readonly now: PayeeNow }[],
  writer: FinanceWriter,
): Block {
  const words = payeesWordsOf(writer.language);
  if (found.length === 0) return paragraph(words.nobodyFound);
  return table({ id: "payees-table", caption: words.title }, found, [
    col(words.advisor, ({ advisorId, name }) => writer.text(name, { to: advisorPath(advisorId), note: advisorId })),
    col(words.account, ({ now }) => writer.text(now.kind === "none" ? words.none : words.ending(now.payee.accountLast4))),
    col(words.status, ({ now }) => stateCell(now, writer)),
  ]);
}

function stateCell(now: PayeeNow, writer: FinanceWriter): Cell {
  const words = payeesWordsOf(writer.language);
  return writer.text(words.states[now.kind], {
    note: now.kind === "securityHold" ? words.securityHoldUntil(writer.moment(now.until)) : undefined,
  });
}

/** Whether an advisor can be paid now, and where to. */
export function payeeNowBlocks(now: PayeeNow, writer: FinanceWriter): Block[] {
  const words = payeesWordsOf(writer.language);
  if (now.kind === "none") return [paragraph(words.states.none, "warning")];
  const { accountLast4, approvedBy, approvedAt } = now.payee;
  return [
    ...(now.kind === "securityHold" ? [paragraph(words.securityHoldUntil(writer.moment(now.until)), "warning")] : []),
    figuresBlock([
      figure(words.account, writer.text(words.ending(accountLast4))),
      figure(words.status, writer.text(words.states[now.kind])),
      figure(words.approvedBy, writer.text(approvedBy, { note: writer.moment(approvedAt) })),
    ]),
  ];
}

/** All versions of an advisor's payee, the latest first. */
export function payeeVersionsBlock(versions: readonly Payee[], writer: FinanceWriter): Block {
  const words = payeesWordsOf(writer.language);
  if (versions.length === 0) return paragraph(words.versionsNone);
  return table({ id: "versions-table", caption: words.versions }, versions, [
    col(words.version, ({ version }) => writer.text(`${version}`)),
    col(words.account, ({ accountLast4 }) => writer.text(words.ending(accountLast4))),
    col(words.approvedBy, ({ approvedBy }) => writer.text(approvedBy)),
    col(words.at, ({ approvedAt }) => writer.text(writer.moment(approvedAt))),
    col(words.proposalTitle, ({ proposalId }) => writer.text(proposalId, { to: proposalPath(proposalId) })),
  ]);
}

/** How many of the latest views a page tells; the API has them all. */
const MAX_VIEWS = 20;

/** Who looked at an advisor's payee details and when, the latest first. */
export function payeeViewsBlock(views: readonly ActivityEntry[], writer: FinanceWriter): Block {
  const words = payeesWordsOf(writer.language);
  return table(
    { id: "views-table", caption: words.views(String(Math.min(views.length, MAX_VIEWS)), String(views.length)) },
    views.slice(-MAX_VIEWS).toReversed(),
    [
      col(words.viewedAt, ({ at }) => writer.text(writer.moment(at))),
      col(words.viewedBy, ({ by }) => writer.text(by)),
      col(words.viewedIn, ({ proposalId }) =>
        proposalId === undefined ? writer.text(words.viewedHere) : writer.text(proposalId, { to: proposalPath(proposalId) }),
      ),
    ],
  );
}

/** Proposals of payees that wait. */
export function waitingPayees(waiting: readonly Proposal[], nameOf: Names, writer: FinanceWriter): Block {
  const words = payeesWordsOf(writer.language);
  if (waiting.length === 0) return paragraph(words.waitingNone);
  const shown = waiting.flatMap(({ content, ...proposal }) => (isPayeesContent(content) ? [{ ...proposal, ...content }] : []));
  const whatCell = ({ entries, source, proposalId }: (typeof shown)[number]) => {
    const to = proposalPath(proposalId);
    const [first, ...others] = entries;
    if (first === undefined || others.length > 0)
      return writer.text(words.entries(writer.count(entries.length).text), { to, note: source });
    return writer.text(nameOf(first.advisorId) ?? first.advisorId, { to, note: words.ending(first.accountLast4) });
  };
  return table({ id: "waiting-table", caption: words.pendingApproval }, shown, [
    col(words.proposalTitle, whatCell),
    col(words.comment, ({ submission }) => writer.text(submission?.comment ?? "")),
    col(words.proposedBy, ({ submission, authors }) => writer.text(submission?.by ?? authors[0] ?? "")),
    col(words.at, ({ changedAt }) => writer.text(writer.moment(changedAt))),
  ]);
}

/** Changes by which nobody is paid yet, and until when. */
export function securityHoldTable(
  securityHold: readonly {
    readonly advisorId: string;
    readonly accountLast4: string;
    readonly approvedBy: string;
    readonly until: Instant;
  }[],
  nameOf: Names,
  writer: FinanceWriter,
): Block {
  const words = payeesWordsOf(writer.language);
  if (securityHold.length === 0) return paragraph(words.noSecurityHold);
  return table({ id: "securityHold-table", caption: words.securityHold }, securityHold, [
    col(words.advisor, ({ advisorId }) => writer.text(nameOf(advisorId) ?? advisorId, { to: advisorPath(advisorId), note: advisorId })),
    col(words.account, ({ accountLast4 }) => writer.text(words.ending(accountLast4))),
    col(words.approvedBy, ({ approvedBy }) => writer.text(approvedBy)),
    col(words.until, ({ until }) => writer.text(writer.moment(until))),
  ]);
}

/** How many get a payee for the first time, how many another one, and how many lines are left out. */
export function payeeCounts({ first, changed, wrong }: PayeesPreview["counts"], writer: FinanceWriter): Block {
  const words = payeesWordsOf(writer.language);
  return figuresBlock([
    figure(words.first, writer.count(first)),
    figure(words.changed, writer.count(changed)),
    figure(words.wrong, writer.count(wrong)),
  ]);
}

/** What would be proposed, line by line; of accounts the last four digits. */
export function payeeLines(lines: readonly PayeePreviewLine[], writer: FinanceWriter): Block {
  const words = payeesWordsOf(writer.language);
  return table({ id: "lines-table", caption: words.details }, lines, [
    num(words.row, ({ line, sheet }) => writer.count(line, { note: sheet })),
    col(words.advisor, ({ advisorId, name }) => writer.text(name, { to: advisorPath(advisorId), note: advisorId })),
    col(words.form.holder, ({ holder }) => writer.text(holder)),
    col(words.before, ({ before }) => (before === undefined ? EMPTY : writer.text(words.ending(before)))),
    col(words.after, ({ accountLast4 }) => writer.text(words.ending(accountLast4))),
    col(words.note, ({ warnings }) => writer.text(warnings.map((warning) => words.warnings[warning]).join(writer.words.joins.list))),
  ]);
}

/** What a proposal changes: whose, from which account to which, by their last four digits; first, whose account is odd. */
export function proposedPayees(
  entries: readonly Pick<PayeeEntry, "advisorId" | "accountLast4" | "holder" | "warnings">[],
  nameOf: Names,
  beforeOf: (advisorId: string) => string | undefined,
  writer: FinanceWriter,
): Block[] {
  const words = payeesWordsOf(writer.language);
  const odd = entries.filter(({ warnings = [] }) => warnings.length > 0);
  const warningsText = ({ warnings = [] }: Pick<PayeeEntry, "warnings">) =>
    warnings.map((warning) => words.warnings[warning]).join(writer.words.joins.list);
  const name = (advisorId: string) => nameOf(advisorId) ?? advisorId;
  const entriesTable = table({ id: "proposed-table", caption: words.title }, entries, [
    col(words.advisor, ({ advisorId }) => writer.text(name(advisorId), { to: advisorPath(advisorId), note: advisorId })),
    col(words.form.holder, ({ advisorId, holder }) =>
      holder.isAdvisor
        ? writer.text(name(advisorId), { note: words.holderIsAdvisor })
        : writer.text(holder.masked, { note: words.warnings["other-holder"] }),
    ),
    col(words.before, ({ advisorId }) => {
      const before = beforeOf(advisorId);
      return writer.text(before === undefined ? words.none : words.ending(before));
    }),
    col(words.after, (entry) => writer.text(words.ending(entry.accountLast4), { note: warningsText(entry) })),
  ]);
  if (odd.length === 0) return [entriesTable];
  return [paragraph(words.oddAccounts(writer.count(odd.length).text), "warning"), entriesTable];
}

/** So many rows are shown; the warning counts all. */
const MAX_ROWS = 500;

/** A warning of accounts that several advisors are paid to, with whom each is shared; nothing where none is. */
export function sharedAccountBlocks(
  shared: readonly SharedAccount[],
  nameOf: (advisorId: string) => string | undefined,
  writer: Writer,
): Block[] {
  if (shared.length === 0) return [];
  const { advisor, shared: words } = payeesWordsOf(writer.language);
  const left = Math.max(0, shared.length - MAX_ROWS);
  return [
    paragraph(words.warning(writer.count(shared.length).text), "warning"),
    table({ id: "shared-accounts", caption: words.title }, shared.slice(0, MAX_ROWS), [
      col(advisor, ({ advisorId }) => writer.text(nameOf(advisorId) ?? advisorId, { to: advisorPath(advisorId), note: advisorId })),
      col(words.usedBy, (each) => writer.text(sharersText(each, writer))),
    ]),
    ...(left === 0 ? [] : [paragraph(words.moreRows(writer.count(left).text))]),
  ];
}

function sharersText({ others, count }: SharedAccount, writer: Writer): string {
  const { shared: words } = payeesWordsOf(writer.language);
  const sharerText = ({ name, advisorId, use }: AccountSharer) =>
    use === "current" ? words.sharer(name, advisorId) : words.sharerUse(name, advisorId, words.uses[use]);
  const left = count - others.length;
  return [...others.map(sharerText), ...(left === 0 ? [] : [words.more(writer.count(left).text)])].join(writer.words.joins.list);
}
