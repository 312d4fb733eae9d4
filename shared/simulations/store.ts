import type { Refusal } from "../base/issues/issue.ts";
import type { OpenMonth, Simulation } from "./model/simulation.ts";

/** Keeps trials. What lies behind their keys stands in the archive under `simulations/`. */
export interface SimulationStore {
  /** Puts a new trial. */
  begin(trial: Simulation): Promise<void>;
  find(simulationId: string): Promise<Simulation | undefined>;
  /** Trials of a proposal, newest first. */
  ofProposal(proposalId: string): Promise<readonly Simulation[]>;
  /** Notes where a part's result lies, put if absent; gives how many parts are noted then. */
  notePart(simulationId: string, part: number, key: string): Promise<number>;
  /** Where the parts' results lie, by part. */
  parts(simulationId: string): Promise<ReadonlyMap<number, string>>;
  /** Notes the result, once. @throws where another is noted. */
  finish(simulationId: string, result: NonNullable<Simulation["result"]>): Promise<void>;
  noteOpenMonth(simulationId: string, openMonth: OpenMonth): Promise<void>;
  fail(simulationId: string, issues: readonly Refusal[]): Promise<void>;
}
