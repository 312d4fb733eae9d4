/**
 * A record held in quarantine as it is to be taken over: corrected, of the same kind and id. One that changes nobody's
 * earnings and skips no revisions is not proposed but taken over at once.
 */
export interface CorrectionContent {
  readonly kind: "correction";
  readonly recordId: string;
  /** SHA-256 of the body as it is held. */
  readonly heldHash: string;
  /** The kind that the record keeps. Plans and adjustments are never corrected: they become proposals of their own kind. */
  readonly record: "order" | "advisor" | "attributes";
  /** The id that it keeps; of attributes with their month. */
  readonly factId: string;
  /** The corrected event, JSON text. */
  readonly body: string;
  /** Its revision rises further than it has to: what its source sends next may be ignored as older. */
  readonly skipsRevisions: boolean;
  /** Whom it credits or is about, and whose earnings it changes: none of them may approve it. */
  readonly advisorIds: readonly string[];
}

/** Tells it from the contents of other kinds. */
export const isCorrectionContent = (content: { readonly kind: string }): content is CorrectionContent => content.kind === "correction";
