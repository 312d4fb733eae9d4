/** A change of a source file. */
export interface Edit {
  readonly file: string;
  /** Text that stands in the file exactly once, and what stands there instead. */
  readonly find: string;
  readonly replace: string;
}

/** A fault that is planted into the source as it is loaded, to see that the chaos test finds it. */
export interface Plant {
  readonly name: string;
  /** The seed that finds it, where the tests begin to look; by default the first. `--find all` tells them. */
  readonly from?: number;
  /** The story that finds it; by default that of facts and closes. */
  readonly story?: "paying" | "carrying";
  readonly edits: readonly Edit[];
}

/** Mistakes that were made in systems of this kind, each as small as it would slip through a review. */
export const PLANTS: readonly Plant[] = [
  {
    name: "no condition on the revision that was read",
    from: 19,
    edits: [
      {
        file: "functions/_platform/dynamodb/ledger/pack-transactions.ts",
        find: `{ ConditionExpression: "n = :before", ExpressionAttributeValues: { ":before": before.sequence } }`,
        replace: `{ ConditionExpression: "attribute_exists(pk)" }`,
      },
    ],
  },
  {
    name: "a retry that does not load again",
    from: 17,
    edits: [
      {
        file: "shared/ledger/record/write-orders.ts",
        find: `const heads = await ledger.orderHeads(open);`,
        replace: `const now = await ledger.orderHeads(open); const heads = (writes.first ??= now); for (const [id, head] of heads) head.sequence = now.get(id)?.sequence ?? 0;`,
      },
    ],
  },
  {
    name: "rounded per row instead of once per component",
    from: 19,
    edits: [
      {
        file: "shared/engine/earnings/evaluate.ts",
        find: `const amount = roundHalfAway(weighedSum(part, sums) * perUnit.numerator, perUnit.denominator);`,
        replace: `const amount = measures.rows.filter((each) => each.plan === plan && part.rowOf(each.row.facets) !== undefined).reduce((total, each) => total + roundHalfAway((part.paysFor === "base" ? each.base : each.row.units) * (part.weights[part.rowOf(each.row.facets)] ?? 0n) * perUnit.numerator, perUnit.denominator), 0n * weighedSum(part, sums));`,
      },
    ],
  },
  {
    name: "tenure counts from the first employment, also of who came back",
    from: 30,
    edits: [
      {
        file: "shared/engine/facts/spells.ts",
        find: `return spellBegunBy(advisor, lastDayOf(month)) ?? firstSpell(advisor);`,
        replace: `return firstSpell(advisor);`,
      },
    ],
  },
  {
    name: "whoever came back is still after leaving",
    from: 40,
    edits: [
      {
        file: "shared/engine/facts/spells.ts",
        find: `const { to } = spellBegunBy(advisor, day) ?? {};`,
        replace: `const { to } = firstSpell(advisor);`,
      },
    ],
  },
  {
    name: "the minimum holds for leavers too, whatever the plan says",
    from: 140,
    edits: [
      {
        file: "shared/engine/statement/settle.ts",
        find: `plan.paysLeavers && hasLeftByEndOf(advisor, month)`,
        replace: `plan.paysLeavers && advisor === undefined`,
      },
    ],
  },
  {
    name: "a write-off counts whole, whatever the debt",
    edits: [
      {
        file: "shared/engine/statement/write-offs.ts",
        find: `const amount = min(BigInt(proposed), left);`,
        replace: `const amount = BigInt(proposed);`,
      },
    ],
  },
  {
    name: "the third manager is forgotten",
    edits: [
      {
        file: "shared/engine/credits/recipients.ts",
        find: `chain.length < MANAGER_ROLES.length`,
        replace: `chain.length < MANAGER_ROLES.length - 1`,
      },
    ],
  },
  {
    name: "a status filtered in a sum: rows of what was taken back are left out",
    from: 7,
    edits: [
      {
        file: "shared/ledger/close/as-of-period.ts",
        find: `if (recorded <= period && recorded > settledTo) push(rows, month, row);`,
        replace: `if (recorded <= period && recorded > settledTo && row.price >= 0n) push(rows, month, row);`,
      },
    ],
  },
  {
    name: "the newest plan version instead of the one of the booking",
    edits: [
      {
        file: "shared/engine/credits/recipients.ts",
        find: `facts.plans.forAdvisor(advisor, bookedOn)`,
        replace: `facts.plans.forAdvisor(advisor, "9999-12-31")`,
      },
    ],
  },
  {
    name: "settled twice: what the last close settled is not taken off",
    from: 6,
    edits: [
      {
        file: "shared/engine/statement/settle.ts",
        find: `evaluate(books, earlier).amount - (settled.byMonth.get(earlier) ?? 0n);`,
        replace: `evaluate(books, earlier).amount;`,
      },
    ],
  },
  {
    name: "a batch failure is swallowed",
    from: 20,
    edits: [
      {
        file: "functions/record-facts/handler.ts",
        find: `isRetryable(outcomes[index] ?? { kind: "failed" })`,
        replace: `isRetryable(outcomes[index] ?? { kind: "failed" }) && messageId === ""`,
      },
    ],
  },
  {
    name: "a correction of a score is ignored",
    from: 41,
    edits: [
      { file: "shared/engine/facts/attributes.ts", find: `(byMonth.get(month)?.revision ?? 0) < revision`, replace: `!byMonth.has(month)` },
    ],
  },
  {
    name: "a wholly refunded line keeps its unit",
    edits: [
      {
        file: "shared/engine/credits/split-credits.ts",
        find: `return back > 0n && back === cash;`,
        replace: `return back > 0n && back > cash;`,
      },
    ],
  },
  {
    name: "a wholly discounted line loses its unit",
    edits: [
      {
        file: "shared/engine/credits/split-credits.ts",
        find: `return back > 0n && back === cash;`,
        replace: `return back === cash;`,
      },
    ],
  },
  {
    name: "commits are not bound to the epoch in which they were decided",
    from: 268,
    edits: [
      {
        file: "functions/_platform/dynamodb/ledger/fact-reader.ts",
        find: `return { ConditionCheck: { Key: gateKey(gate), ...inEpoch(epoch) } };`,
        replace: `return { ConditionCheck: { Key: gateKey(gate), ConditionExpression: epoch < 0 ? "attribute_exists(pk)" : "attribute_exists(pk) OR attribute_not_exists(pk)" } };`,
      },
    ],
  },
  {
    name: "a tally row is set instead of added to",
    edits: [
      { file: "functions/_platform/dynamodb/ledger/row-codec.ts", find: ":k ADD ", replace: ":k, " },
      {
        file: "functions/_platform/dynamodb/ledger/row-codec.ts",
        find: `adds.join(", ")`,
        replace: `adds.join(", ").replaceAll(" :", " = :")`,
      },
    ],
  },
  {
    name: "an order's earlier credits are not taken off",
    edits: [
      {
        file: "shared/engine/earnings/claimed-row.ts",
        find: `for (const credit of before) add(negate(claimedRowOf(credit)));`,
        replace: `if (credits.length === 0) for (const credit of before) add(negate(claimedRowOf(credit)));`,
      },
    ],
  },
  {
    name: "a close sees what was recorded after it began",
    from: 25,
    edits: [
      {
        file: "shared/ledger/close/as-of-period.ts",
        find: `if (recorded <= period && recorded > settledTo) push(rows, month, row);`,
        replace: `if (recorded > settledTo) push(rows, month, row);`,
      },
    ],
  },
  {
    name: "a close does not wait for derivations",
    from: 256,
    edits: [
      {
        file: "shared/ledger/close/begin-close.ts",
        find: `if (!(await deriveCredits(beginning, hasTime)))`,
        replace: `if (month === "" && !(await deriveCredits(beginning, hasTime)))`,
      },
      { file: "functions/_platform/dynamodb/ledger/close-store.ts", find: `{ ...state, pendingDerivations: 0 },`, replace: `state,` },
      {
        file: "functions/_platform/dynamodb/ledger/close-store.ts",
        find: `closedMonth: close.month, pendingDerivations: 0 }`,
        replace: `closedMonth: close.month, pendingDerivations: state.pendingDerivations }`,
      },
    ],
  },
  {
    name: "unprocessed keys are forgotten",
    from: 20,
    edits: [
      {
        file: "functions/_platform/dynamodb/table.ts",
        find: `left = UnprocessedKeys?.[this.#name]?.Keys ?? [];`,
        replace: `left = UnprocessedKeys === undefined ? [] : [];`,
      },
    ],
  },
  {
    name: "only the first page of a query is read",
    from: 2,
    edits: [
      {
        file: "functions/_platform/dynamodb/table.ts",
        find: `start = LastEvaluatedKey;`,
        replace: `start = LastEvaluatedKey && undefined;`,
      },
    ],
  },
  {
    name: "what is busy counts as committed",
    from: 2,
    edits: [
      {
        file: "functions/_platform/dynamodb/ledger/order-store.ts",
        find: `for (const change of pack.changes) results.set(change, "busy");`,
        replace: `for (const change of pack.changes) results.set(change, "committed");`,
      },
    ],
  },
  {
    name: "a registration does not call for what waited",
    from: 3,
    edits: [
      {
        file: "shared/engine/credits/affected-credits.ts",
        find: `if (before === undefined) return { bookedFrom: BEGINNING, isRegistration: true };`,
        replace: `if (before === undefined) return undefined;`,
      },
    ],
  },
  {
    name: "what is left of a split is the house's",
    from: 2,
    edits: [
      {
        file: "shared/base/money/largest-remainder.ts",
        find: `byRemainder.slice(0, Number(left))`,
        replace: `byRemainder.slice(0, 0 * Number(left))`,
      },
    ],
  },
  {
    name: "reads need not be consistent",
    from: 6,
    edits: [{ file: "functions/_platform/dynamodb/table.ts", find: `{ Keys: left, ConsistentRead: true }`, replace: `{ Keys: left }` }],
  },
  {
    name: "equity looks at what was earned, not at what was settled since",
    from: 25,
    edits: [
      {
        file: "shared/engine/statement/settle.ts",
        find: `decideEquity(earnings.plan?.plan.equity, month, byMonth,`,
        replace: `decideEquity(earnings.plan?.plan.equity, month, new Map([...settled.byMonth, [month, earnings.amount]]),`,
      },
    ],
  },
  {
    name: "a debt is forgiven instead of carried",
    from: 7,
    edits: [
      {
        file: "shared/engine/statement/settle.ts",
        find: `const carriedForward = total - payable;`,
        replace: `const carriedForward = total < 0n ? 0n : total - payable;`,
      },
    ],
  },
  {
    name: "days begin at midnight in Greenwich",
    from: 2,
    edits: [
      {
        file: "shared/base/calendar/time-zone.ts",
        find: `{ timeZone, year: "numeric"`,
        replace: `{ timeZone: "UTC", year: "numeric"`,
      },
    ],
  },
  {
    name: "an undated order is not found again",
    from: 43,
    edits: [
      {
        file: "shared/ledger/derive/concerned-logs.ts",
        find: `if (undatedFrom !== undefined) parts.set`,
        replace: `if (undatedFrom === "") parts.set`,
      },
    ],
  },
  {
    name: "a derivation is taken off before it is done",
    from: 19,
    edits: [
      {
        file: "shared/ledger/derive/derive-credits.ts",
        find: `const state = await derive(task, deriving, hasTime);`,
        replace: `const isNoted = await deriving.ledger.finishDerivation(task.taskId); const state = isNoted === "busy" ? "done" : await derive(task, deriving, hasTime);`,
      },
    ],
  },
  {
    name: "a warm function keeps its plans and advisors",
    from: 4,
    edits: [
      {
        file: "shared/ledger/derive/fact-cache.ts",
        find: `if (state.epoch !== this.#remembered.epoch)`,
        replace: `if (this.#remembered.epoch === -1)`,
      },
    ],
  },
  {
    name: "a manual adjustment counts again in each close",
    from: 7,
    edits: [
      {
        file: "shared/engine/statement/settle.ts",
        find: `adjustment.month === month || (month === firstMonth && adjustment.month < month)`,
        replace: `adjustment.month <= month || month === firstMonth`,
      },
    ],
  },
  {
    name: "a registration does not call for the adjustments that await it",
    from: 81,
    edits: [
      {
        file: "shared/ledger/derive/derive-credits.ts",
        find: `if (concern.isRegistration)`,
        replace: `if (advisorId === "")`,
      },
    ],
  },
  {
    name: "a settlement's text depends on the order in which attributes come",
    from: 22,
    edits: [
      {
        file: "shared/engine/earnings/seller-sums.ts",
        find: `Object.keys(discounts).sort(compare)`,
        replace: `Object.keys(discounts)`,
      },
    ],
  },
  {
    name: "a close is looked for before the state is",
    from: 151,
    edits: [
      {
        file: "shared/ledger/close/begin-close.ts",
        find: `const known = await ledger.close(month);`,
        replace: ``,
      },
      {
        file: "shared/ledger/close/begin-close.ts",
        find: `const state = await ledger.state();`,
        replace: `const known = await ledger.close(month); const state = await ledger.state();`,
      },
    ],
  },
  {
    name: "a forecast from which what was replaced is not taken off",
    from: 8,
    edits: [
      {
        file: "functions/_platform/dynamodb/ledger/forecast-sums.ts",
        find: `return claimedEntriesFromText(entries as string, { advisorId, state, month });`,
        replace: `return claimedEntriesFromText(entries as string, { advisorId, state, month }).map((entry) => ({ ...entry, before: [] }));`,
      },
    ],
  },
  {
    name: "of what sellers contribute to a manager the last alone is kept",
    from: 6,
    edits: [
      {
        file: "shared/ledger/close/gather-shard.ts",
        find: `add(contributions, each.claimantId, each);`,
        replace: `contributions.set(each.claimantId, [each]);`,
      },
    ],
  },
  {
    name: "another who counts a credit is not written with the seller",
    edits: [
      {
        file: "shared/engine/earnings/order-change.ts",
        find: `canonicalJson(credits.map(({ group }) => group));`,
        replace: `canonicalJson(credits.map(({ group: { claims: _, ...group } }) => group));`,
      },
    ],
  },
  {
    name: "each way by which a line reaches somebody counts a unit",
    from: 4,
    edits: [
      {
        file: "shared/engine/credits/claim.ts",
        find: `counts: index === 0 },`,
        replace: `counts: true },`,
      },
    ],
  },
];
