import { canonicalJson } from "../../base/json/exact-json.ts";
import { sha256Hex } from "../../base/json/hash.ts";
import type { Approval, Submission } from "./proposal.ts";

/** What an approval signs: SHA-256 over the canonical submission, all of it. */
export const signatureOf = (submission: Submission): string => sha256Hex(canonicalJson(submission));

/** Whether an approval signs this very submission. */
export const signs = ({ signs: signed }: Approval, submission: Submission): boolean => signed === signatureOf(submission);
