import { encoderOf } from "../../functions/_platform/render/encodings.ts";
import type { Wiring } from "../../functions/_platform/wiring.ts";
import type { Person } from "../../shared/access/person.ts";
import { refusal, refuse } from "../../shared/base/issues/issue.ts";
import type { Runtime } from "../../shared/base/runtime/runtime.ts";
import type { Statement } from "../../shared/engine/statement/statement.ts";
import { beginClose } from "../../shared/ledger/close/begin-close.ts";
import type { Payee } from "../../shared/payees/model/payee.ts";
import { takePayoutStep } from "../../shared/payouts/model/apply-step.ts";
import type { OutcomeKind } from "../../shared/payouts/model/payment.ts";
import type { Payout } from "../../shared/payouts/model/payout.ts";
import { approvePayout } from "../../shared/payouts/steps/approve-payout.ts";
import type { DraftDeps } from "../../shared/payouts/steps/commit-step.ts";
import { createPayout } from "../../shared/payouts/steps/create-payout.ts";
import { draftPayout } from "../../shared/payouts/steps/draft-payout.ts";
import { type ExportDeps, exportPayout } from "../../shared/payouts/steps/export-payout.ts";
import { readPayment, type StandingPayment } from "../../shared/payouts/steps/read-payout.ts";
import { recordEach } from "../../shared/payouts/steps/record-outcomes.ts";
import { advisor, order, plan } from "./facts.ts";
import type { Ledger, Ledgers } from "./ledger.ts";
import { openable, plainlySealed } from "./plain-vault.ts";

/** Someone of finance. */
export const FINANCE = (username: string): Person => ({ username, roles: ["finance"] });

/** When October is paid. */
export const PAY_TIME = "2026-11-05T01:00:00Z";
export const PAY_DAY = "2026-11-06";

/** The same with a clock that begins at an instant and moves on by a millisecond each time it is looked at. */
export function clockedAt<Outside extends { readonly surroundings: Runtime }>(deps: Outside, instant: string): Outside {
  let nowMs = Date.parse(instant);
  const now = () => {
    nowMs += 1;
    return nowMs;
  };
  return { ...deps, surroundings: { ...deps.surroundings, now } };
}

/** A version of an advisor's payee, approved long ago where a test says nothing else. */
export function payee(advisorId: string, given: Partial<Payee> = {}): Payee {
  const version = given.version ?? 1;
  const accountLast4 = given.accountLast4 ?? `${1000 + version}`.slice(-4);
  const approved = { proposalId: "p1", approvedBy: "ann", approvedAt: "2026-10-01T00:00:00.000Z" };
  return {
    advisorId,
    version,
    sealed: plainlySealed({ holder: `Ms ${advisorId}`, account: `62000000000${accountLast4}` }),
    accountLast4,
    accountTag: `tag-${accountLast4}`,
    ...approved,
    ...given,
  };
}

/** Drafts a payout that was begun, as the function in the background does. */
export function draftInBackground(payoutId: string, deps: Omit<DraftDeps, "encoderOf">, hasTime?: () => boolean): Promise<Payout> {
  return draftPayout(payoutId, { ...deps, encoderOf, vault: openable(deps.vault) }, hasTime);
}

/** Begins a payout, and has it drafted at once. */
export async function draftNow(request: { readonly month: string }, person: Person, deps: Omit<DraftDeps, "encoderOf">): Promise<Payout> {
  const { payoutId } = await createPayout(request, person, deps);
  return draftInBackground(payoutId, deps);
}

/** A ledger whose October is closed, and what paying needs at PAY_TIME. */
export interface PayWorld {
  readonly ledger: Ledger;
  readonly p: Wiring;
  /** Another runner, which remembers nothing of what this one did. */
  rival(instant?: string): Wiring;
}

/** Opens a ledger in which each of these advisors has earned 60.00 a thousand of orders in October, and has a payee. */
export async function openPayWorld(ledgers: Ledgers, thousands: Readonly<Record<string, number>>): Promise<PayWorld> {
  const ledger = await ledgers.open();
  await ledger.record(plan(), ...Object.keys(thousands).map(agent));
  const orders = Object.entries(thousands).flatMap(([advisorId, count]) =>
    Array.from({ length: count }, (_, at) => order({ orderId: `${advisorId}-${at}`, credits: [{ advisorId }] })),
  );
  await ledger.record(...orders);
  await ledger.close("2026-10");
  return worldOf(ledger, thousands);
}

/** The same to whoever pays, in a third of the time: statements are put that nobody has earned, so no month can follow. */
export async function openStatedWorld(ledgers: Ledgers, thousands: Readonly<Record<string, number>>): Promise<PayWorld> {
  const ledger = await ledgers.open();
  await ledger.record(...Object.keys(thousands).map(agent));
  const { wiring } = ledger;
  const close = await beginClose("2026-10", wiring, () => true);
  const statements = Object.entries(thousands).map(([advisorId, count]) => statementOf(advisorId, BigInt(count) * 6_000n));
  await wiring.ledger.fix(
    statements.map((totals) => ({
      advisorId: totals.advisorId,
      shard: wiring.accounts.shardOf(totals.advisorId),
      settlement: {
        ...{
          period: close.period,
          month: "2026-10",
          rows: new Map(),
          claimedRows: new Map(),
          contributed: new Map(),
          settled: new Map([["2026-10", totals.payable]]),
        },
        ...{ carriedForward: 0n, equityEligible: false, statementHash: "h" },
      },
      statement: { totals, hash: "h", bodyKey: "b" },
      equityChanged: false,
    })),
  );
  const payable = statements.reduce((total, each) => total + each.payable, 0n);
  await wiring.ledger.finishClose(
    close,
    {
      ...{ statements: statements.length, earnings: payable, adjustments: 0n, manualAdjustments: 0n, payable, carriedForward: 0n },
      ...{ equityGained: 0, equityLost: 0, statementsRoot: "r" },
    },
    PAY_TIME,
  );
  return worldOf(ledger, thousands);
}

const agent = (id: string) => advisor(id, { name: `Ms ${id}`, stores: [{ storeId: "s1", from: "2020-01-15" }] });

function statementOf(advisorId: string, payable: bigint): Statement {
  const nothing = { components: [], adjustments: [], manualAdjustments: 0n, broughtForward: 0n, carriedForward: 0n };
  return { advisorId, month: "2026-10", earnings: payable, payable, equityEligible: false, ...nothing };
}

async function worldOf(ledger: Ledger, thousands: Readonly<Record<string, number>>): Promise<PayWorld> {
  const p = clockedAt(ledger.wiring, PAY_TIME);
  await p.payouts.putPayees(Object.keys(thousands).map((id) => payee(id)));
  return { ledger, p, rival: (instant = PAY_TIME) => clockedAt(ledger.rival(), instant) };
}

/** The step of a payout as it stands. */
export const seen = ({ payoutId, lockVersion }: Payout) => ({ payoutId, lockVersion });

/** Drafted by fay, approved by gus. */
export async function approvedPayout(deps: Omit<DraftDeps, "encoderOf">, month = "2026-10"): Promise<Payout> {
  return approvePayout(seen(await draftNow({ month }, FINANCE("fay"), deps)), FINANCE("gus"), deps);
}

/** Drafted by fay, approved and exported by gus. */
export async function exportedPayout(
  deps: Omit<DraftDeps, "encoderOf"> & ExportDeps,
  month = "2026-10",
  executeOn = PAY_DAY,
): Promise<Payout> {
  return exportPayout({ ...seen(await approvedPayout(deps, month)), executeOn }, FINANCE("gus"), deps);
}

/** Notes that gus has fetched an exported payout's file, which is how a bank gets it. */
export async function downloadedPayout(payout: Payout, deps: Pick<DraftDeps, "payouts" | "surroundings">): Promise<Payout> {
  const { payoutId, exported: { format = "pain.001" } = {} } = payout;
  const at = new Date(deps.surroundings.now()).toISOString();
  const stepped = takePayoutStep(payout, { kind: "download", format, basis: [] }, { person: FINANCE("gus"), at });
  if (!stepped.ok) throw new Error(`its file can't be downloaded: ${stepped.refusals.map(({ code }) => code).join()}`);
  const subject = `payout:${payoutId}`;
  await deps.payouts.commit(stepped.payout, [{ subject, entry: stepped.entry }], { download: { of: subject, format, by: "gus", at } });
  return stepped.payout;
}

/** What a bank's report says of one payment, as it is recorded; by default with a reason by which it is paid again by itself. */
export async function bankSays(
  deps: Pick<DraftDeps, "payouts" | "surroundings">,
  said: { readonly payoutId: string; readonly advisorId: string; readonly kind: OutcomeKind; readonly code?: string; readonly on?: string },
  by = "fay",
): Promise<StandingPayment> {
  const { payoutId, advisorId, kind, code = "AM04", on } = said;
  const at = new Date(deps.surroundings.now()).toISOString();
  const outcome = {
    kind,
    at,
    by,
    reportId: `answer-${payoutId}-${kind}`,
    ...(kind !== "paid" && { code }),
    ...(on !== undefined && { on }),
  };
  const [result] = await recordEach(payoutId, [{ advisorId, outcome }], deps);
  const standing = await readPayment(payoutId, advisorId, deps);
  if (result === "contradicts" || standing === undefined)
    return refuse(refusal("outcome-contradicts", { state: standing?.state ?? "", kind }));
  return standing;
}

/** All that is yielded. */
export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}
