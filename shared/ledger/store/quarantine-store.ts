import type { Issue } from "../../base/issues/issue.ts";

/** Something that was delivered and can't be taken over. */
export interface QuarantinedRecord {
  /** Of its body: the same body is held once. */
  readonly id: string;
  readonly body: string;
  readonly issues: readonly Issue[];
  /** The advisor who must be registered first: it is then tried again. */
  readonly awaits?: string | undefined;
}

/** A held record as listed. */
export interface ListedRecord {
  readonly id: string;
  readonly issues: readonly Issue[];
  /** ISO 8601. */
  readonly heldAt: string;
  readonly released: boolean;
  /** None where it is long. */
  readonly body?: string | undefined;
}

/** A note of why a held record may stay. */
export interface QuarantineNote {
  readonly comment: string;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Keeps what can't be read until it is corrected and released. Nothing is lost. */
export interface Quarantine {
  /** Holds records; one that is held already stays as it is. */
  hold(records: readonly QuarantinedRecord[]): Promise<void>;
  /** The records that await an advisor's registration, by their ids; released ones too. */
  awaiting(advisorId: string): Promise<readonly string[]>;
  find(id: string): Promise<(QuarantinedRecord & Pick<ListedRecord, "heldAt" | "released">) | undefined>;
  /** Notes that a record was taken over, by which body. */
  markReleased(id: string, body: string): Promise<void>;
  /** All records that were ever held, in no order. */
  list(): Promise<readonly ListedRecord[]>;
}

/** Notes why a held record may stay. Notes are added, never edited. */
export interface Acknowledgements {
  acknowledge(id: string, note: QuarantineNote): Promise<void>;
  /** The notes of a record, oldest first. */
  notes(id: string): Promise<readonly QuarantineNote[]>;
}
