import type { IssueCode } from "../../../shared/base/issues/codes.ts";
import type { Refusal } from "../../../shared/base/issues/refusal.ts";

type RefusedKind = "refused" | "not-found" | "forbidden" | "conflict";

/** Refusals that HTTP has a status of its own for. */
const KINDS: Readonly<Partial<Record<IssueCode, RefusedKind>>> = {
  "not-found": "not-found",
  "file-unknown": "not-found",
  "record-unknown": "not-found",
  role: "forbidden",
  "four-eyes": "forbidden",
  "payout-four-eyes": "forbidden",
  "adjustment-four-eyes": "forbidden",
  "report-four-eyes": "forbidden",
  "outcome-needs-two": "forbidden",
  "outcome-moved": "conflict",
  "paid-again": "conflict",
  "own-matter": "forbidden",
  "withdrawal-four-eyes": "forbidden",
  "gate-moved": "conflict",
  "payee-taken": "conflict",
  "changed-meanwhile": "conflict",
  "revision-taken": "conflict",
  "restatement-unseen": "conflict",
};

/** What kind of problem refusals are: the first decides, as it decided the step. */
export function kindOfRefusal(refusals: readonly Refusal[]): RefusedKind {
  const [first] = refusals;
  return (first && KINDS[first.code]) ?? "refused";
}
