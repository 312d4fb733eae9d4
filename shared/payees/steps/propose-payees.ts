import * as z from "zod";
import type { Person } from "../../access/person.ts";
import { nameOfEncoding } from "../../base/csv/decode-text.ts";
import { inFileOrder, type ParsedFile } from "../../base/csv/open-tables.ts";
import { type LinePlace, rowError } from "../../base/csv/parse-columns.ts";
import { type RowError, sourceOf } from "../../base/csv/parse-table.ts";
import { issue, refusal, refuse } from "../../base/issues/issue.ts";
import { json, record, textCodec } from "../../base/json/codec.ts";
import { findByHash, putByHash } from "../../base/runtime/artifacts.ts";
import type { ObjectStore } from "../../base/runtime/runtime.ts";
import { mayHoldAccountNumber, normalizeAccount } from "../../base/text/account-number.ts";
import type { FactReader } from "../../ledger/store/fact-store.ts";
import { type Proposal, WAITING_STATUSES } from "../../proposals/model/proposal.ts";
import type { CommitDeps } from "../../proposals/steps/deps.ts";
import { assertMayPropose, MAX_ENTRIES, proposeEntries } from "../../proposals/steps/propose.ts";
import { isPayeesContent, type PayeeEntry, type PayeesContent } from "../model/content.ts";
import { latestPayee } from "../model/effective-payee.ts";
import { holderView } from "../model/holder-view.ts";
import { type DetailsWarning, readDetails } from "../model/parse-details.ts";
import type { PayeesFile } from "../model/parse-file.ts";
import type { PayeeField } from "../model/payee.ts";
import type { SharedAccount } from "../model/shared-account.ts";
import type { PayeeStore, Vault } from "../vault.ts";
import { findSharedAccounts, type SharedAccountDeps } from "./find-shared-accounts.ts";
import { type PayeeCheckDeps, sealPayees } from "./store-payees.ts";

/**
 * `same-ending`: the last four digits are those of now. `proposed`: another change of the advisor's waits. `other-holder`: the
 * holder is not called as the advisor is.
 */
export type PayeeWarning = DetailsWarning | "same-ending" | "proposed" | "other-holder";

/** What becomes of a line of a file. Of the account only its last four digits are told; the holder to whoever sent the file. */
export interface PayeePreviewLine extends LinePlace {
  readonly advisorId: string;
  readonly name: string;
  /** The last four digits of now; none where the advisor has no payee yet. */
  readonly before?: string;
  readonly holder: string;
  readonly accountLast4: string;
  readonly warnings: readonly PayeeWarning[];
}

/** What proposing a file of payees would propose. */
export interface PayeesPreview extends ParsedFile<PayeePreviewLine> {
  /** Lines whose account somebody else has too: of another line, of a payee or of a proposal that waits. */
  readonly shared: readonly SharedAccount[];
  readonly counts: { readonly first: number; readonly changed: number; readonly wrong: number };
  /** Under which the sealed lines are kept, to be proposed by this person; none where no line is left. */
  readonly previewId?: string;
}

export interface PayeesPreviewDeps extends PayeeCheckDeps, SharedAccountDeps {
  readonly vault: Pick<Vault, "seal" | "tag">;
  readonly archive: ObjectStore;
  readonly payouts: SharedAccountDeps["payouts"];
}

/**
 * Tells what proposing a file of payees would propose. The lines are sealed and kept, so that accounts are sent once
 * and never come back to a page.
 * @throws RefusedError where it is not for this person to propose it.
 */
export async function previewPayees(file: PayeesFile, person: Person, deps: PayeesPreviewDeps): Promise<PayeesPreview> {
  assertMayPropose(person);
  const read = file.lines.slice(0, MAX_ENTRIES);
  const ids = read.map(({ advisorId }) => advisorId);
  const [advisors, payees, waiting] = await Promise.all([
    deps.ledger.advisors(ids),
    deps.payouts.payees(ids),
    deps.proposals.list(WAITING_STATUSES, "payees"),
  ]);
  const proposed = new Set(
    waiting.flatMap(({ content }) => (isPayeesContent(content) ? content.entries.map(({ advisorId }) => advisorId) : [])),
  );
  const known = read.filter(({ advisorId }) => advisors.has(advisorId));
  const lines = known.map(({ line, sheet, advisorId, details: { holder }, accountLast4, warnings }): PayeePreviewLine => {
    const before = latestPayee(payees.get(advisorId) ?? [])?.accountLast4;
    const name = advisors.get(advisorId)?.name ?? "";
    const more = [
      ...(before === accountLast4 ? (["same-ending"] as const) : []),
      ...(proposed.has(advisorId) ? (["proposed"] as const) : []),
      ...(holderView(holder, name).isAdvisor ? [] : (["other-holder"] as const)),
    ];
    return {
      ...{ line, advisorId, name, holder, accountLast4, warnings: [...warnings, ...more] },
      ...(sheet !== undefined && { sheet }),
      ...(before !== undefined && { before }),
    };
  });
  const wrong = inFileOrder([...file.wrong, ...unknown(file, advisors)], file.source);
  const first = lines.filter(({ before }) => before === undefined).length;
  const counts = { first, changed: lines.length - first, wrong: wrong.length };
  const { fileName, source, choices } = file;
  const preview = { fileName, lines, wrong, shared: [], counts, ...(source && { source }), ...(choices && { choices }) };
  if (known.length === 0) return preview;
  const open = known.map(({ advisorId, details }) => ({
    advisorId,
    name: advisors.get(advisorId)?.name ?? "",
    version: nextVersion(payees.get(advisorId)),
    details,
  }));
  const from = source === undefined ? sourceOf(fileName) : `${sourceOf(fileName)} (${nameOfEncoding(source.encoding)})`;
  const content: PayeesContent = { kind: "payees", entries: await sealPayees(open, deps), source: from };
  const [previewId, shared] = await Promise.all([keepPreview(content, person, deps), findSharedAccounts(content.entries, undefined, deps)]);
  return { ...preview, previewId, shared };
}

/** The version that a change of now is to become. */
export const nextVersion = (versions: Parameters<typeof latestPayee>[0] = []): PayeeEntry["version"] =>
  (latestPayee(versions)?.version ?? 0) + 1;

/** What stands where an id is expected may be an account: it isn't told. */
function unknown({ lines }: PayeesFile, advisors: ReadonlyMap<string, unknown>): RowError[] {
  return lines.flatMap((line, place): RowError[] => {
    if (place >= MAX_ENTRIES) return [rowError(line, [issue("", "too-many-rows", { maximum: MAX_ENTRIES })])];
    return advisors.has(line.advisorId) ? [] : [rowError(line, [issue("advisorId", "payee-advisor-unknown")])];
  });
}

/** A file that was previewed, by whom; its details are sealed. */
export const payeesPreviewCodec = textCodec("a preview of payees", record({ by: z.string(), content: json }));
const FOLDER = "previews/payees";

const keepPreview = (content: PayeesContent, { username: by }: Person, { archive }: Pick<PayeesPreviewDeps, "archive">): Promise<string> =>
  putByHash(FOLDER, payeesPreviewCodec.encode({ by, content }), archive);

/** What a person previewed; none where there is no such preview, or it was another's: whoever sent the file is its author. */
export async function readPreview(
  previewId: string,
  { username }: Person,
  { archive }: { readonly archive: Pick<ObjectStore, "get"> },
): Promise<PayeesContent | undefined> {
  const text = await findByHash(FOLDER, previewId, archive);
  const kept = text === undefined ? undefined : payeesPreviewCodec.decode(text);
  return kept?.by === username ? (kept.content as PayeesContent) : undefined;
}

export interface ProposePayeesDeps extends CommitDeps {
  readonly ledger: Pick<FactReader, "advisors">;
  readonly payouts: Pick<PayeeStore, "payees">;
  readonly archive: Pick<ObjectStore, "get">;
  readonly vault: Pick<Vault, "seal" | "tag">;
}

/** A change of one payee as it is typed. */
export interface PayeeInput {
  readonly advisorId: string;
  readonly typed: Readonly<Partial<Record<PayeeField, string>>>;
  /** What it was read from: the form's name. */
  readonly source: string;
  readonly comment: string;
}

/**
 * Seals what was typed and submits it for another's approval: from there on only its last four digits are told.
 * @throws RefusedError where it can't be read, the advisor is unknown, or nobody says why.
 */
export async function proposePayee(
  { advisorId, typed, source, comment }: PayeeInput,
  person: Person,
  deps: ProposePayeesDeps,
): Promise<Proposal> {
  assertMayPropose(person);
  if (comment.trim() === "") refuse(refusal("why-missing"));
  const read = readDetails(typed);
  if (!read.ok) return refuse(...read.issues);
  const { details } = read;
  if (normalizeAccount(comment).includes(details.account) || mayHoldAccountNumber(comment)) refuse(refusal("account-in-text"));
  const advisor = (await deps.ledger.advisors([advisorId])).get(advisorId);
  if (normalizeAccount(advisorId).includes(details.account) || advisor === undefined)
    return refuse(
      refusal("advisor-unknown", { advisorId: mayHoldAccountNumber(advisorId) ? "" : advisorId.replaceAll(details.account, "") }),
    );
  const version = nextVersion((await deps.payouts.payees([advisorId])).get(advisorId));
  const entries = await sealPayees([{ advisorId, name: advisor.name, version, details }], deps);
  return proposeEntries({ kind: "payees", entries, source } satisfies PayeesContent, comment, person, deps);
}

/**
 * Submits what a person previewed from a file for another's approval.
 * @throws RefusedError where they previewed nothing of the kind, or a payee was changed meanwhile.
 */
export async function proposePayees(
  { previewId, comment }: { readonly previewId: string; readonly comment: string },
  person: Person,
  deps: Omit<ProposePayeesDeps, "vault">,
): Promise<Proposal> {
  assertMayPropose(person);
  if (mayHoldAccountNumber(comment)) refuse(refusal("account-in-text"));
  const content = await readPreview(previewId, person, deps);
  return content === undefined ? refuse(refusal("preview-gone")) : proposeEntries(content, comment, person, deps);
}
