import { type Issue, type IssueCode, issue, type Params } from "../../base/issues/issue.ts";

/** What became of a delivered message. A closed union: whoever handles it handles all. */
export type Outcome =
  /** Stored, and it counts. */
  | { readonly kind: "recorded" }
  /** Stored before, with the same content. */
  | { readonly kind: "duplicate" }
  /** Stored as seen; a higher revision counts. */
  | { readonly kind: "superseded" }
  /** Can't be taken over; to be held in quarantine. */
  | {
      readonly kind: "held";
      readonly issues: readonly Issue[];
      /** The advisor whose registration would fix it. */
      readonly awaits?: string;
    }
  /** Not stored, or not known to be: to be delivered again. */
  | { readonly kind: "failed" };

/** Whether delivering the message again may change its outcome. */
export function isRetryable({ kind }: Outcome): boolean {
  switch (kind) {
    case "failed":
      return true;
    case "recorded":
    case "duplicate":
    case "superseded":
    case "held":
      return false;
  }
}

/** The other content under one id and revision goes to quarantine; the first stays. */
export const conflict = (code: IssueCode, params: Params, path = "revision"): Outcome => ({
  kind: "held",
  issues: [issue(path, code, params)],
});
