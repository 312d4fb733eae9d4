import { html } from "hono/html";
import type { Refusal } from "../../../../shared/base/issues/issue.ts";
import type { CountAndAmount } from "../../../../shared/base/money/money.ts";
import { filesWordsOf } from "../../../../shared/payouts/files/messages.ts";
import type { MadeFile } from "../../../../shared/payouts/files/store.ts";
import { type Html, linkTo } from "../../../_platform/page/layout.ts";
import type { FinanceContext } from "../../context.ts";

/** A file that is wanted, made, or could be. */
export interface FileShown {
  readonly of: string;
  readonly format: string;
  /** What it is called, and what it holds. */
  readonly name: string;
  readonly what: string;
  readonly file: MadeFile | undefined;
  /** Whether payee details stand in it. */
  readonly containsPayees: boolean;
  /** Whether the payout must have gone out first. */
  readonly isForPayment: boolean;
  /** Whether a bank pays by it. */
  readonly isForBank: boolean;
  /** Why it can't be downloaded now. */
  readonly refusals?: readonly Refusal[];
  /** Whether something changed since it was made, so that its payments are to be checked once more: it is made anew. */
  readonly needsAnew: boolean;
  /** Whether it is made, and says the same for ever. */
  readonly isFinal: boolean;
  readonly mayFetch: boolean;
  /** What its count and control sum have to be, minor units. */
  readonly expected?: CountAndAmount | undefined;
}

/** Where a file's pages stand, from finance's root. */
export const filePath = (of: string, format: string): string => `files/${encodeURIComponent(of)}/${encodeURIComponent(format)}`;

/** Files, one below the other: what each holds, its sums, and the way to it. */
export function filesList(context: FinanceContext, files: readonly FileShown[]): Html {
  return html`<ul class="files">${files.map((each) => html`<li>${titleOf(each)}${stateOf(context, each)}${waysOf(context, each)}</li>`)}</ul>`;
}

const titleOf = ({ name, what }: FileShown): Html => html`<p><strong>${name}</strong> <span class="soft">${what}</span></p>`;

function stateOf({ frame, writer }: FinanceContext, { file, expected, needsAnew }: FileShown): Html | "" {
  const words = filesWordsOf(frame.language);
  if (file === undefined) return "";
  if (file.made === undefined) {
    return file.issues === undefined
      ? html`<p role="status">${words.making}</p>`
      : html`<p class="tone warning">${words.failed(writer.formatIssues(file.issues))}</p>`;
  }
  const { bytes, sha256, at, count, controlSum } = file.made;
  const agrees = expected === undefined || (expected.count === count && expected.amount === controlSum);
  return html`<p>${words.sums(writer.count(count).text, writer.money(controlSum))}${
    expected === undefined ? "" : html`<small class="${agrees ? "agrees" : "differs"}">${agrees ? words.agree : words.differ}</small>`
  }</p><p class="soft">${words.size(sizeText(bytes), writer.moment(at), file.wanted.by)}</p><p class="soft">${words.hash(sha256.slice(0, 16))}</p>${needsAnew ? html`<p class="tone warning">${words.outdated}</p>` : ""}`;
}

function waysOf({ frame, writer }: FinanceContext, shown: FileShown): Html {
  const { of, format, name, file, containsPayees, isFinal, needsAnew, mayFetch, refusals = [] } = shown;
  const words = filesWordsOf(frame.language);
  const at = linkTo(frame, filePath(of, format));
  if (!mayFetch) return html`<p class="soft">${containsPayees ? words.onlyFinance : words.onlyFinanceAndAuditor}</p>`;
  if (refusals.length > 0) return html`${refusals.map((each) => html`<p class="tone warning">${writer.formatIssue(each)}</p>`)}`;
  // Heard with each of them, where several stand below each other.
  const ofName = html`<span class="hidden"> ${name}</span>`;
  const isUnderWay = file !== undefined && file.made === undefined && file.issues === undefined;
  const make =
    isFinal || isUnderWay
      ? ""
      : html`<form method="post" action="${linkTo(frame, `files/${encodeURIComponent(of)}`)}"><input type="hidden" name="format" value="${format}"><button type="submit" class="quiet">${file === undefined ? words.make : words.again}${ofName}</button></form>`;
  const fetch =
    file?.made === undefined || needsAnew
      ? ""
      : html`<ul class="links"><li><a href="${at}/download">${words.fetch}${ofName}</a></li><li><a href="${at}">${words.details}${ofName}</a></li></ul>`;
  return html`<div class="buttons">${fetch}${make}</div>`;
}

/** A size as it is read: 812 B, 1.4 MB. */
function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
