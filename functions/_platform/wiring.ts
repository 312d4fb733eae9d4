import type { JobQueue } from "../../shared/base/runtime/jobs.ts";
import type { CloseRunner } from "../../shared/closing/store.ts";
import type { Vault } from "../../shared/payees/vault.ts";
import type { FileStore } from "../../shared/payouts/files/store.ts";
import { endedSessions } from "./dynamodb/access/session-store.ts";
import { auditLedger } from "./dynamodb/audit/audit-reader.ts";
import { acknowledgements, auditRuns } from "./dynamodb/audit/audit-run-store.ts";
import { closeRuns } from "./dynamodb/closing/close-run-store.ts";
import { bankReportStore } from "./dynamodb/payouts/bank-report-store.ts";
import { fileRegister } from "./dynamodb/payouts/file-store.ts";
import { payoutStore } from "./dynamodb/payouts/payout-store.ts";
import { proposalStore } from "./dynamodb/proposals/proposal-store.ts";
import { simulationStore } from "./dynamodb/simulations/simulation-store.ts";
import { type Environment, readEnvironment } from "./environment.ts";
import { fileStoreOf } from "./files/file-store.ts";
import { type Identity, identityOf } from "./http/identity.ts";
import { lazyAdapter } from "./lazy-adapter.ts";
import { type LedgerServices, resetLedgerWiring, wireLedger } from "./ledger-wiring.ts";
import { uploadStore } from "./object-store/upload-store.ts";
import { PROPOSAL_KINDS, proposalKinds } from "./proposal-kinds.ts";
import { vaultOf } from "./vault/vault.ts";

/** The adapters of a function, put together once while it is warm: the ledger's, and those for what people ask for. */
export type Wiring = ReturnType<typeof wire>;

/** What reaches outside of the process, and the machine's own clock, chance and time. */
export interface ExternalServices extends LedgerServices {
  readonly jobs: JobQueue;
  readonly identity: Identity;
  readonly closeRunner: CloseRunner;
  readonly vault: Vault;
  readonly files: FileStore;
}

/** Puts the adapters together for an environment; with others than the account's where they are given. */
export function wire(environment: Environment, given: Partial<ExternalServices> = {}) {
  const { adapters: ledger, table, clients, numberOfCall } = wireLedger(environment, given);
  const { archive, shards, surroundings } = ledger;
  const jobs =
    given.jobs ??
    lazyAdapter<JobQueue>({ queue: true }, async () => {
      const [{ busJobs }, client] = await Promise.all([import("./events/event-publisher.ts"), clients.eventBridge()]);
      return busJobs(environment.BUS_NAME, client);
    });
  const closeRunner =
    given.closeRunner ??
    lazyAdapter<CloseRunner>({ start: true, look: true }, async () => {
      const [{ sfnRunner }, client] = await Promise.all([import("./step-functions/close-runner.ts"), clients.stepFunctions()]);
      return sfnRunner(environment.CLOSE_MONTH_ARN, client);
    });
  const vault = given.vault ?? vaultOf(environment);
  // Onto the ledger's own: its getters would be read once where they are copied.
  const adapters = Object.assign(ledger, {
    identity: given.identity ?? identityOf(environment, endedSessions(table), surroundings.now),
    /** What HR proposes, tries and decides on. */
    proposals: proposalStore(table, archive, PROPOSAL_KINDS),
    trials: simulationStore(table, archive),
    /** Payouts, payments and payees, holds and outcomes. */
    payouts: payoutStore(table, archive, numberOfCall),
    bankReports: bankReportStore(table),
    /** Seals and opens where advisors are paid to. */
    vault,
    /** Uploaded files until a job has read them. */
    uploads: uploadStore(archive, vault),
    /** Files of payouts, journals and positions: which there are, who fetched them, and where they lie. */
    fileRegister: fileRegister(table),
    files: given.files ?? fileStoreOf(environment),
    jobs,
    /** The closes that finance asks for. */
    closeRuns: closeRuns(table),
    closeRunner,
    /** What the auditor reads, and what it keeps of its runs. */
    audit: { ledger: auditLedger(table, archive, shards), runs: auditRuns(table) },
    acknowledgements: acknowledgements(table),
  });
  return Object.assign(adapters, { kinds: proposalKinds(adapters) });
}

let wired: Wiring | undefined;

/** The wiring of this function; made at first use. */
export function wiring(): Wiring {
  wired ??= wire(readEnvironment(process.env));
  return wired;
}

/**
 * Forgets the wiring, so that the next use reads the environment anew.
 * @public found by name by the local runner, which starts anew within one process.
 */
export function resetWiring(): void {
  wired = undefined;
  resetLedgerWiring();
}
