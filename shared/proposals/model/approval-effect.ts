/** What a submission comes to, minor units: the cost with and without it, or what it adjusts of closed months. */
export type ApprovalEffect =
  | { readonly kind: "cost"; readonly before: bigint; readonly after: bigint; readonly notes: readonly string[] }
  | { readonly kind: "restatement"; readonly total: bigint; readonly advisors: number };
