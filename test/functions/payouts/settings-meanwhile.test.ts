import { afterAll, beforeAll, expect, test } from "vitest";
import { RetryableError } from "../../../shared/base/runtime/retry.ts";
import { approvePayout } from "../../../shared/payouts/steps/approve-payout.ts";
import { exportPayout } from "../../../shared/payouts/steps/export-payout.ts";
import { settingsHash } from "../../../shared/settings/model/settings.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import { draftNow, FINANCE, openStatedWorld, PAY_DAY, seen } from "../../support/payouts.ts";

/** Settings that change between the look at them and the write of the same call. */

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers();
});
afterAll(() => ledgers.stop());

test("settings meanwhile: a step of a payout that was checked by settings which another call has changed meanwhile is not stored; the next call looks anew", async () => {
  const { p } = await openStatedWorld(ledgers, { li: 1 });
  let put = 0;
  const changeSettings = async () => {
    const { version, settings } = await p.settings.latest();
    put += 1;
    const changed = { ...settings, finance: { ...settings.finance, securityHoldDays: 2 + put } };
    const change = { proposalId: `s${put}`, proposedBy: "ann", approvedBy: "bea", at: "2026-11-05T00:00:00Z", comment: "" };
    expect(await p.settings.put({ version: version + 1, settings: changed, hash: settingsHash(changed), change })).toBe("stored");
  };
  /** The same step in a call whose settings change after it looked at them, and in a call after that. */
  const tooLateThenAnew = async (step: () => Promise<unknown>) => {
    const late = p.withSettings(async () => {
      await changeSettings();
      return step();
    });
    await expect(late).rejects.toThrow(RetryableError);
    await p.withSettings(step);
  };
  const drafted = await draftNow({ month: "2026-10" }, FINANCE("fay"), p);
  await tooLateThenAnew(() => approvePayout(seen(drafted), FINANCE("gus"), p));
  const approved = await p.payouts.find(drafted.payoutId);
  expect(approved).toMatchObject({ status: "approved", lockVersion: drafted.lockVersion + 1 });
  const request = { payoutId: drafted.payoutId, lockVersion: drafted.lockVersion + 1, executeOn: PAY_DAY };
  await tooLateThenAnew(() => exportPayout(request, FINANCE("gus"), p));
  expect(await p.payouts.find(drafted.payoutId)).toMatchObject({ status: "exported" });
});
