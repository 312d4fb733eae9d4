import type { Person } from "../../../access/person.ts";
import { type Refusal, refusal, refuse } from "../../../base/issues/issue.ts";
import { RETRY, retry } from "../../../base/runtime/retry.ts";
import { instantOf } from "../../../base/runtime/runtime.ts";
import { takePayoutStep } from "../../model/apply-step.ts";
import type { Payout } from "../../model/payout.ts";
import { cameBack, dayPassed, notAtBank, payoutTransitionIssues } from "../../model/transitions.ts";
import { checkBasisInRequest, isCheckedInRequest, isStillToLeave } from "../../steps/check-basis.ts";
import { findPayout, payoutEntry } from "../../steps/commit-step.ts";
import { type FileFormat, type FileOf, fileName } from "../model/file-kind.ts";
import { isCheckedStill, type MadeFile } from "../store.ts";
import { checkMayFetch, type DownloadDeps, type FileRequest, fileAsked } from "./request-file.ts";

/**
 * Gives a link to a file that is made, which holds for a short while. Who fetches it is noted first. Of a file that a bank
 * pays by, all that the approval rested on is checked once more, and the note is a step of the payout: a withdrawal and a
 * download can't both win.
 * @throws RefusedError where there is no such file, it is not for this person, it isn't made yet, or nobody may pay by it any more.
 */
export async function downloadFile(
  request: FileRequest,
  person: Person,
  deps: DownloadDeps,
): Promise<{ readonly url: string; readonly name: string }> {
  const [of, format] = fileAsked(request, deps);
  checkMayFetch(person, format);
  const file = await deps.fileRegister.find(request.of, request.format);
  const name = fileName(of, format);
  if (file?.made === undefined) return refuse(refusal("file-not-made", { name }));
  if (of.kind === "payout" && format.isForPayment) await noteRelease(of, format, file.made, person, deps);
  else await deps.fileRegister.noteDownload(request.of, request.format, { by: person.username, at: instantOf(deps) });
  return { url: await deps.files.link(file.made.key, { name, seconds: deps.finance.linkSeconds }), name };
}

interface DownloadCheck {
  /** Whether the payout goes out by this very file. */
  readonly pays: boolean;
  readonly name: string;
  /** Whether nothing changed since the file was made, and its payments were checked then. */
  readonly isChecked: boolean;
}

/** Whether a bank may pay by a file that is downloaded now, and what it rests on and holds no more. */
async function checkDownload(
  payout: Payout,
  { pays, name, isChecked }: DownloadCheck,
  deps: DownloadDeps,
): Promise<{ readonly isLeaving: boolean; readonly basis: readonly Refusal[] }> {
  if (!pays) return { isLeaving: false, basis: [] };
  if (await isStillToLeave(payout, deps)) return { isLeaving: true, basis: await releaseRefusals(payout, name, isChecked, deps) };
  if (payout.downloaded !== undefined) return { isLeaving: false, basis: [] };
  // One that nobody downloaded before is no record of what was sent, whatever else was recorded of its payout.
  const refusals = [
    ...cameBack(payout, await deps.payouts.totals(payout.payoutId)),
    ...dayPassed(payout, deps.rating.localDay(instantOf(deps))),
  ];
  return { isLeaving: true, basis: refusals.length > 0 ? refusals : await checkBasisInRequest(payout, deps) };
}

/**
 * What a file by which money is still to leave rests on and holds no more. Settings don't move the gate, nor does a payee
 * that is approved and not stored yet: both are looked at each time. Of a large payout there is no time to look at every
 * payment once more: where something changed, a job makes its file anew, and checks them before.
 */
async function releaseRefusals(payout: Payout, name: string, isChecked: boolean, deps: DownloadDeps): Promise<readonly Refusal[]> {
  const passed = dayPassed(payout, deps.rating.localDay(instantOf(deps)));
  if (!isChecked && !isCheckedInRequest(payout)) return [...passed, refusal("file-outdated", { name })];
  return [...passed, ...(await checkBasisInRequest(payout, deps))];
}

/** Notes that a file by which money leaves is fetched, while all stands as it was checked. */
async function noteRelease(
  of: Extract<FileOf, { readonly kind: "payout" }>,
  asked: FileFormat,
  made: NonNullable<MadeFile["made"]>,
  person: Person,
  deps: DownloadDeps,
): Promise<void> {
  const { payoutId } = of;
  const { format, isForBank } = asked;
  return retry("the download could not be noted: the table is too busy; try again", deps.surroundings, async () => {
    const at = await deps.payouts.gate();
    const payout = await findPayout(payoutId, deps);
    const { exported, downloaded } = payout;
    const notSent = notAtBank(payout, "file-not-exported");
    if (notSent !== undefined) return refuse(notSent);
    const transitionIssues = payoutTransitionIssues(payout, "download", person);
    if (transitionIssues.length > 0) refuse(...transitionIssues);
    const pays = isForBank || exported?.format === format;
    if (pays && downloaded !== undefined && downloaded.format !== format)
      refuse(refusal("downloaded-otherwise", { format: downloaded.format }));
    const { isLeaving, basis } = await checkDownload(
      payout,
      { pays, name: fileName(of, asked), isChecked: isCheckedStill(made, at, deps.finance) },
      deps,
    );
    if (basis.length > 0) refuse(...basis);
    const download = { of: `payout:${payoutId}`, format, by: person.username, at: instantOf(deps) };
    const gate = isLeaving ? { gate: { at, raises: false } } : {};
    if (!pays || downloaded !== undefined) {
      const { by, at: instant } = download;
      const changes = [{ path: "format", after: format }];
      const entry = payoutEntry(payoutId, { at: instant, by, action: "download", changes, lockVersion: payout.lockVersion });
      if ((await deps.payouts.noteDownload(payout, download, entry, gate.gate)) === "committed") return;
      return RETRY;
    }
    const stepped = takePayoutStep(payout, { kind: "download", format, basis }, { person, at: download.at });
    if (!stepped.ok) return refuse(...stepped.refusals);
    if ((await deps.payouts.commit(stepped.payout, [payoutEntry(payoutId, stepped.entry)], { ...gate, download })) === "committed") return;
    return RETRY;
  });
}
