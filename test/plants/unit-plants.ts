import type { Plant } from "../chaos/plants.ts";

/** A fault outside of the stories, and the test file that has to fail with it. */
export interface UnitPlant extends Pick<Plant, "name" | "edits"> {
  readonly test: string;
}

/** Mistakes by which approvals, payouts, banks or access let through what they should not. */
export const UNIT_PLANTS: readonly UnitPlant[] = [
  {
    name: "publishing ignores the approval's signature",
    test: "test/functions/proposals/bound-content.test.ts",
    edits: [
      {
        file: "shared/proposals/steps/publish.ts",
        find: `if (submission === undefined || approval === undefined || !signs(approval, submission)) return [refusal("signature-differs")];`,
        replace: `if (submission === undefined || approval === undefined) return [refusal("signature-differs")];`,
      },
    ],
  },
  {
    name: "publishing ignores the hash of the facts",
    test: "test/functions/proposals/bound-content.test.ts",
    edits: [
      {
        file: "shared/proposals/steps/publish.ts",
        find: `if (kind.hash(content) !== submission.contentHash) return [refusal("facts-differ")];`,
        replace: ``,
      },
    ],
  },
  {
    name: "the hash of payees covers the last four characters alone",
    test: "test/functions/proposals/bound-content.test.ts",
    edits: [
      {
        file: "shared/proposals/entry-kind.ts",
        find: `hash: ({ entries }) => contentHash(entries),`,
        replace: `hash: ({ entries }) => contentHash(entries.map((entry) => (entry as { accountLast4?: string }).accountLast4)),`,
      },
    ],
  },
  {
    name: "an export's today is Greenwich's",
    test: "test/functions/payouts/money-leaves.test.ts",
    edits: [
      {
        file: "shared/payouts/steps/export-payout.ts",
        find: `const today = deps.rating.localDay(instantOf(deps));`,
        replace: `const today = instantOf(deps).slice(0, 10);`,
      },
    ],
  },
  {
    name: "a payout's step is not bound to the lock version before it",
    test: "test/functions/payouts/store.test.ts",
    edits: [
      {
        file: "functions/_platform/dynamodb/payouts/payout-store.ts",
        find: `{ Put: { Item: item, ...lockVersionIs(lockVersion - 1) } },`,
        replace: `{ Put: { Item: item } },`,
      },
    ],
  },
  {
    name: "a session that was signed out of is not looked up",
    test: "test/functions/http/sign-in.test.ts",
    edits: [
      {
        file: "functions/_platform/http/identity.ts",
        find: `claims === undefined || (await ended.has(sessionIdOf(claims, token))) ? undefined`,
        replace: `claims === undefined ? undefined`,
      },
    ],
  },
  {
    name: "any source of events may bring any kind of fact",
    test: "test/functions/settings/settings-store.test.ts",
    edits: [
      {
        file: "shared/engine/facts/event-sources.ts",
        find: `each.source === source && each.kinds.includes(kind)`,
        replace: `each.source === source && kind !== undefined`,
      },
    ],
  },
  {
    name: "the last check does not compare the payee with the one that was approved",
    test: "test/functions/payouts/money-leaves.test.ts",
    edits: [
      {
        file: "shared/payouts/model/approval-basis.ts",
        find: `if (now.kind === "none" || now.payee.version !== line.payeeVersion || hashOfPayee(now.payee) !== line.payeeHash) return "payee-changed";`,
        replace: `if (now.kind === "none") return "payee-changed";`,
      },
    ],
  },
  {
    name: "a hold between the making of a file and its link is not looked at",
    test: "test/functions/payouts/money-leaves.test.ts",
    edits: [
      {
        file: "shared/payouts/files/steps/download-file.ts",
        find: `return [...passed, ...(await checkBasisInRequest(payout, deps))];`,
        replace: `return isChecked ? passed : [...passed, ...(await checkBasisInRequest(payout, deps))];`,
      },
    ],
  },
  {
    name: "what a bank's file has no room for is not tried before the approval",
    test: "test/functions/payouts/sepa-case.test.ts",
    edits: [
      {
        file: "shared/payouts/steps/draft-payout.ts",
        find: `line.kind === "payment" && paid !== undefined ? paymentIssue(paid, month, deps) : undefined;`,
        replace: `line.kind !== "payment" && paid !== undefined ? paymentIssue(paid, month, deps) : undefined;`,
      },
    ],
  },
  {
    name: "a correction is not bound to where it saw the gate",
    test: "test/functions/payouts/failed-payments.test.ts",
    edits: [
      {
        file: "shared/payouts/steps/publish-outcomes.ts",
        find: `entry.act === "correct" ? { at: gate, raises: true } : mayKeepOut`,
        replace: `entry.act === "correct" && gate >= 0 ? "raise" : mayKeepOut`,
      },
    ],
  },
  {
    name: "a part of a forecast forgets rows whose counts cancel out",
    test: "test/functions/ledger/forecasts.test.ts",
    edits: [
      {
        file: "functions/_platform/dynamodb/ledger/forecast-sums.ts",
        find: `const rows = claimedRowsOf(entriesOf(settled, advisorId), known?.rows);`,
        replace: `const rows = claimedRowsOf(entriesOf(settled, advisorId), known?.rows).filter(({ count }) => count !== 0n);`,
      },
    ],
  },
];
