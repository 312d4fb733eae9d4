import { beforeEach, expect, test } from "vitest";
import { refusal } from "../../../shared/base/issues/issue.ts";
import type { Statement } from "../../../shared/engine/statement/statement.ts";
import { hashOfPayee } from "../../../shared/payees/model/effective-payee.ts";
import { formatsOf } from "../../../shared/payouts/files/model/file-kind.ts";
import { downloadFile } from "../../../shared/payouts/files/steps/download-file.ts";
import { type DownloadDeps, needsMakingAnew, requestFile } from "../../../shared/payouts/files/steps/request-file.ts";
import type { FileRegister, MadeFile } from "../../../shared/payouts/files/store.ts";
import { signatureOfPayout } from "../../../shared/payouts/model/apply-step.ts";
import { hashBankSettings } from "../../../shared/payouts/model/bank-settings.ts";
import { contentOf, hashOfLines, linesText, totalsOfLines } from "../../../shared/payouts/model/lines-file.ts";
import type { PaymentLine } from "../../../shared/payouts/model/payment.ts";
import type { PayoutAccount } from "../../../shared/payouts/model/payment-account.ts";
import type { Hold, Payout } from "../../../shared/payouts/model/payout.ts";
import { referenceOf } from "../../../shared/payouts/model/reference.ts";
import { NO_TOTALS } from "../../../shared/payouts/model/totals.ts";
import { checkBasis, checkBasisInRequest, MAX_CHECKED_IN_REQUEST } from "../../../shared/payouts/steps/check-basis.ts";
import type { PayoutStore } from "../../../shared/payouts/store.ts";
import type { ProposalStore } from "../../../shared/proposals/store.ts";
import { DEFAULT_FINANCE } from "../../../shared/settings/model/settings.ts";
import { listingJobs } from "../../support/idle.ts";
import { FINANCE, payee } from "../../support/payouts.ts";
import { codesOf } from "../../support/proposals.ts";

const PAYOUT_ID = "2026-10-1";
const AT = "2026-11-05T01:00:00.000Z";
const finance = { ...DEFAULT_FINANCE, linkSeconds: 60 };
const fay = FINANCE("fay");

/** One payment more than is checked while somebody waits. */
const LINES: readonly PaymentLine[] = Array.from({ length: MAX_CHECKED_IN_REQUEST + 1 }, (_, index) => {
  const advisorId = `a${String(index).padStart(5, "0")}`;
  const details = payee(advisorId);
  return {
    ...{ kind: "payment", payoutId: PAYOUT_ID, advisorId, name: `Ms ${advisorId}`, reference: referenceOf(PAYOUT_ID, advisorId) },
    ...{ amount: 100n, statement: 100n, earlier: 0n, payeeVersion: 1, payeeHash: hashOfPayee(details), accountLast4: details.accountLast4 },
  };
});
const text = linesText(LINES);
const part = {
  ...{ key: "lines", hash: hashOfLines(text), adjustmentAuthors: [], settings: hashBankSettings(finance), isPut: true },
  ...totalsOfLines(LINES),
};
const drafted = {
  ...{ payoutId: PAYOUT_ID, month: "2026-10", lockVersion: 5, gate: 3, status: "exported", drafted: { by: "gus", at: AT } },
  content: { ...contentOf([part]), formats: [{ format: "pain.001" }] },
  exported: { by: "fay", at: AT, executeOn: "2026-11-06", format: "pain.001" },
} as const satisfies Payout;
const payout: Payout = { ...drafted, approved: { by: "ida", at: AT, signs: signatureOfPayout(drafted) } };

let held: Hold[];
let gate: number;
let file: MadeFile;
let read: string[];
let wanted: string[];
let now: string;
beforeEach(() => {
  [held, gate, read, wanted, now] = [[], 4, [], [], AT];
  file = {
    ...{ of: `payout:${PAYOUT_ID}`, format: "pain.001", name: "payout.xml", wanted: { by: "fay", at: AT } },
    made: {
      at: AT,
      key: "bank-files/k",
      sha256: "s",
      bytes: 1,
      count: LINES.length,
      controlSum: 100_100n,
      gate: 4,
      securityHoldDays: finance.securityHoldDays,
    },
  };
});

function accountOf(advisorId: string): PayoutAccount {
  read.push(advisorId);
  const line = LINES.find((each) => each.advisorId === advisorId);
  const statement = { advisorId, month: "2026-10", payable: 100n } as Statement;
  const hold = held.find((each) => each.advisorId === advisorId);
  const payments = line === undefined ? [] : [{ ...line, outcomes: [] }];
  return { advisorId, statements: [statement], payments, payees: [payee(advisorId)], hold, clearances: [] };
}

const deps = (): DownloadDeps & Parameters<typeof requestFile>[2] => ({
  payouts: {
    ...{ gate: async () => gate, find: async () => payout, list: async () => [payout], totals: async () => NO_TOTALS },
    ...{ parts: async () => new Map([[0, part]]), account: async (advisorId: string) => accountOf(advisorId) },
    ...{ holds: async () => held, commit: async () => "committed" },
  } as unknown as PayoutStore,
  proposals: { list: async () => [] } as unknown as ProposalStore,
  archive: { get: async () => text },
  finance,
  fileRegister: {
    find: async () => file,
    want: async (each: MadeFile) => {
      file = each;
      return each;
    },
  } as unknown as FileRegister,
  files: { link: async (key) => `https://files/${key}` },
  jobs: listingJobs<{ readonly of: string }>({ push: ({ detail }) => wanted.push(detail.of) }),
  surroundings: { now: () => Date.parse(now), random: () => 0, pause: async () => undefined },
  rating: { localDay: (instant) => instant.slice(0, 10) },
});
const hold = (advisorId: string) => held.push({ advisorId, by: "gus", at: AT, reason: "a dispute" });
const FILE = { of: `payout:${PAYOUT_ID}`, format: "pain.001" };

test("large payout: while somebody waits only those are read who may be in the way, and they stop it by name; a job reads everybody", async () => {
  expect(await checkBasisInRequest(payout, deps())).toEqual([]);
  expect(read).toEqual([]);
  hold("a00007");
  hold("nobody-in-it");
  const stopped = [refusal("held-in-payout", { payoutId: PAYOUT_ID, advisors: "Ms a00007 (a00007)" })];
  expect(await checkBasisInRequest(payout, deps())).toEqual(stopped);
  expect(read).toEqual(["a00007"]);
  read = [];
  expect(await checkBasis(payout, deps())).toEqual(stopped);
  expect(read).toHaveLength(LINES.length);
});

test("large payout: a file that was made before something changed is not downloaded: it is made anew, by a job that checks every payment", async () => {
  const [format = expect.unreachable()] = formatsOf({ kind: "payout", payoutId: PAYOUT_ID }, finance).filter((each) => each.isForBank);
  const isOutdated = () => needsMakingAnew({ kind: "payout", payoutId: PAYOUT_ID }, format, file, deps());
  expect(await isOutdated()).toBe(false);
  await requestFile(FILE, fay, deps());
  expect(wanted).toEqual([]);
  gate = 5;
  expect(await isOutdated()).toBe(true);
  expect(await codesOf(downloadFile(FILE, fay, deps()))).toEqual(["file-outdated"]);
  expect(read).toEqual([]);
  await requestFile(FILE, fay, deps());
  expect([file.made, wanted]).toEqual([undefined, [FILE.of]]);
});

test("large payout: a file that was checked under a shorter security hold is made anew, and one is stopped by a payee that is approved and not stored yet", async () => {
  const [format = expect.unreachable()] = formatsOf({ kind: "payout", payoutId: PAYOUT_ID }, finance).filter((each) => each.isForBank);
  const longer = { ...deps(), finance: { ...finance, securityHoldDays: finance.securityHoldDays + 1 } };
  expect(await needsMakingAnew({ kind: "payout", payoutId: PAYOUT_ID }, format, file, longer)).toBe(true);
  expect(await codesOf(downloadFile(FILE, fay, longer))).toEqual(["file-outdated"]);
  const content = { kind: "payees", entries: [{ advisorId: "a00007" }] };
  const approved = { ...deps(), proposals: { list: async () => [{ status: "approved", content }] } as unknown as ProposalStore };
  expect(await codesOf(downloadFile(FILE, fay, approved))).toEqual(["payee-in-payout"]);
  expect(await downloadFile(FILE, fay, deps())).toMatchObject({ url: "https://files/bank-files/k" });
});

test("large payout: a file that nobody downloaded by the day on which the bank is to pay is not downloaded any more", async () => {
  now = "2026-11-07T01:00:00.000Z";
  expect(await codesOf(downloadFile(FILE, fay, deps()))).toEqual(["execute-on-passed"]);
  now = "2026-11-06T23:00:00.000Z";
  expect(await downloadFile(FILE, fay, deps())).toMatchObject({ url: "https://files/bank-files/k" });
});
