import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Wiring } from "../../functions/_platform/wiring.ts";
import { readScenario } from "../../infra/local/scenario/parse-scenario.ts";
import { Events } from "../../infra/local/scenario/to-events.ts";
import type { LocalEvent } from "../../infra/local/start.ts";
import { readPayeesFile } from "../../shared/payees/model/parse-file.ts";
import { previewPayees, proposePayees } from "../../shared/payees/steps/propose-payees.ts";
import type { Payout } from "../../shared/payouts/model/payout.ts";
import { approvePayout } from "../../shared/payouts/steps/approve-payout.ts";
import { exportPayout } from "../../shared/payouts/steps/export-payout.ts";
import { withdrawPayout } from "../../shared/payouts/steps/withdraw-payout.ts";
import { approveProposal } from "../../shared/proposals/steps/take-steps.ts";
import type { Ledger, Ledgers } from "./ledger.ts";
import { clockedAt, draftNow, FINANCE, seen } from "./payouts.ts";
import { HR } from "./proposals.ts";

/** The worlds of test/cases, each with a file of its advisors' accounts. */
export type CaseWorldName = "world" | "world-eur";

const CASES = join(import.meta.dirname, "..", "cases");
/** When the world was closed and payees were told; when they may be paid; when banks have answered. */
export const TOLD_AT = "2026-10-09T02:00:00Z";
export const PAID_AT = "2026-10-12T02:00:00Z";
export const ANSWERED_AT = "2026-10-19T02:00:00Z";
export const EXECUTE_ON = "2026-10-13";
export const CASE_PAYOUT = "2026-09-2";

/** A file of test/cases as its bytes are. */
export const caseFile = async (path: string): Promise<Uint8Array> => new Uint8Array(await readFile(join(CASES, path)));

/** Plays a world: its facts are recorded, September is closed, and its payees are proposed by one and approved by another. */
export async function openCaseWorld(ledgers: Ledgers, name: CaseWorldName = "world"): Promise<Ledger> {
  const scenario = await readScenario(join(CASES, `${name}.json`));
  const ledger = await ledgers.open(undefined, scenario.agency);
  const events = new Events();
  const waiting: LocalEvent[] = [
    ...scenario.plans.map((plan) => events.ofPlan(plan)),
    ...scenario.advisors.flatMap((advisor) => events.ofAdvisor(advisor)),
  ];
  const record = async () =>
    ledger.record(
      ...waiting
        .splice(0)
        .map(({ detailType, detail }): [string, unknown] => [detailType, typeof detail === "string" ? JSON.parse(detail) : detail]),
    );
  for await (const step of scenario.steps()) {
    if ("close" in step) {
      await record();
      await ledger.derive();
      await ledger.close(step.close);
    } else waiting.push(...events.of(step));
  }
  await record();
  await describePayees(clockedAt(ledger.wiring, TOLD_AT), await caseFile(`payees-${name}.csv`));
  return ledger;
}

async function describePayees(deps: Wiring, bytes: Uint8Array): Promise<void> {
  const { previewId, wrong } = await previewPayees(readPayeesFile(bytes, "payees.csv"), HR("ann"), deps);
  if (previewId === undefined || wrong.length > 0) throw new Error(`payees can't be read: ${JSON.stringify(wrong)}`);
  const { proposalId, lockVersion } = await proposePayees({ previewId, comment: "As they told us" }, HR("ann"), deps);
  await approveProposal({ proposalId, lockVersion }, FINANCE("gus"), deps);
}

/** September's payout, drafted as 2026-09-1 and withdrawn, and drafted again as 2026-09-2, which is exported. */
export async function exportCasePayout(ledger: Ledger): Promise<Payout> {
  const p = clockedAt(ledger.wiring, PAID_AT);
  const first = await draftNow({ month: "2026-09" }, FINANCE("fay"), p);
  await withdrawPayout({ ...seen(first), comment: "drafted too early" }, FINANCE("fay"), p);
  const second = await draftNow({ month: "2026-09" }, FINANCE("fay"), p);
  const approved = await approvePayout(seen(second), FINANCE("gus"), p);
  return exportPayout({ ...seen(approved), executeOn: EXECUTE_ON }, FINANCE("gus"), p);
}
