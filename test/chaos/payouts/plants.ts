import type { Plant } from "../plants.ts";

const STANDS = `return state === "approved" || state === "in-transit" || state === "paid";`;

/** Mistakes by which someone is paid twice, or never. */
export const PAYING_PLANTS: readonly Plant[] = [
  {
    name: "whoever proposed an adjustment may approve the payout that pays it",
    story: "carrying",
    edits: [
      {
        file: "shared/payouts/model/transitions.ts",
        find: `content?.adjustmentAuthors.includes(by) === true`,
        replace: `content?.adjustmentAuthors.includes(by) === undefined`,
      },
    ],
  },
  {
    name: "authors of an adjustment that a statement carried are forgotten",
    story: "carrying",
    edits: [
      {
        file: "shared/payouts/steps/draft-payout.ts",
        find: `month > through && month <= to ? [adjustmentId] : []`,
        replace: `month > through && month === to ? [adjustmentId] : []`,
      },
    ],
  },
  {
    name: "an approval does not look at the gate",
    from: 3,
    story: "paying",
    edits: [
      {
        file: "shared/payouts/steps/approve-payout.ts",
        find: `return { step: { kind: "approve", gate: await deps.payouts.gate() }, gate: { at: payout.gate, raises: true } };`,
        replace: `return { step: { kind: "approve", gate: payout.gate }, gate: { at: await deps.payouts.gate(), raises: true } };`,
      },
    ],
  },
  {
    name: "an approval is not bound to where it saw the gate",
    from: 7,
    story: "paying",
    edits: [
      {
        file: "shared/payouts/steps/approve-payout.ts",
        find: `gate: { at: payout.gate, raises: true } };`,
        replace: `...(payout.gate < 0 && { gate: { at: payout.gate, raises: true } }) };`,
      },
    ],
  },
  {
    name: "an export does not look who is held",
    from: 12,
    story: "paying",
    edits: [
      {
        file: "shared/payouts/model/approval-basis.ts",
        find: `if (account.hold !== undefined) return "held";`,
        replace: ``,
      },
    ],
  },
  {
    name: "an export is not bound to where it saw the gate",
    from: 184,
    story: "paying",
    edits: [
      {
        file: "shared/payouts/steps/export-payout.ts",
        find: `, gate: { at: gate, raises: false } };`,
        replace: `, ...(gate < 0 && { gate: { at: gate, raises: false } }) };`,
      },
    ],
  },
  {
    name: "another payee does not raise the gate",
    from: 33,
    story: "paying",
    edits: [
      {
        file: "functions/_platform/dynamodb/payees/payee-store.ts",
        find: `[...puts, ...accountRows(missing), RAISE_GATE]`,
        replace: `[...puts, ...accountRows(missing), ...[RAISE_GATE].slice(1)]`,
      },
    ],
  },
  {
    name: "a hold does not raise the gate",
    from: 13,
    story: "paying",
    edits: [
      {
        file: "functions/_platform/dynamodb/payouts/hold-store.ts",
        find: `{ Put: { Item: holds.item(heldAdvisorKey(advisorId), hold) } },\n        RAISE_GATE,`,
        replace: `{ Put: { Item: holds.item(heldAdvisorKey(advisorId), hold) } },`,
      },
    ],
  },
  {
    name: "what came back is not owed again",
    from: 12,
    story: "paying",
    edits: [
      {
        file: "shared/payouts/model/payment-state.ts",
        find: STANDS,
        replace: `return ["approved", "in-transit", "paid", "returned"].includes(state);`,
      },
    ],
  },
  {
    name: "what was rejected is not owed again",
    from: 16,
    story: "paying",
    edits: [
      {
        file: "shared/payouts/model/payment-state.ts",
        find: STANDS,
        replace: `return ["approved", "in-transit", "paid", "rejected"].includes(state);`,
      },
    ],
  },
  {
    name: "what is in flight is paid again",
    from: 12,
    story: "paying",
    edits: [{ file: "shared/payouts/model/payment-state.ts", find: STANDS, replace: `return state === "approved" || state === "paid";` }],
  },
  {
    name: "what was withdrawn still counts as on its way",
    story: "paying",
    edits: [
      {
        file: "shared/payouts/model/payment-state.ts",
        find: STANDS,
        replace: `return ["approved", "in-transit", "paid", "void"].includes(state);`,
      },
    ],
  },
  {
    name: "paid counts over what came back",
    from: 12,
    story: "paying",
    edits: [
      {
        file: "shared/payouts/model/payment-state.ts",
        find: `(["returned", "rejected", "paid"] as const)`,
        replace: `(["paid", "rejected", "returned"] as const)`,
      },
    ],
  },
  {
    name: "what is left of earlier months is forgotten",
    story: "paying",
    edits: [
      {
        file: "shared/payouts/model/draft-lines.ts",
        find: `statement.month <= month ? [statement.payable]`,
        replace: `statement.month === month ? [statement.payable]`,
      },
    ],
  },
  {
    name: "an outcome is put over the one before",
    from: 28,
    story: "paying",
    edits: [
      { file: "shared/payouts/model/payment-state.ts", find: `number: outcomes.length + 1`, replace: `number: 1` },
      {
        file: "functions/_platform/dynamodb/payouts/payment-store.ts",
        find: `added(storedOutcomes.item(outcomeKey(advisorId, payoutId, number), outcome)),`,
        replace: `{ Put: { Item: storedOutcomes.item(outcomeKey(advisorId, payoutId, number), outcome) } },`,
      },
    ],
  },
  {
    name: "totals are set over others'",
    from: 51,
    story: "paying",
    edits: [
      {
        file: "functions/_platform/dynamodb/payouts/conditions.ts",
        find: `return { Put: { Item, ...lockVersionIs(totals.lockVersion - 1) } };`,
        replace: `return { Put: { Item } };`,
      },
    ],
  },
  {
    name: "a message that comes again drafts anew, and puts payments over those that stand",
    from: 12,
    story: "paying",
    edits: [
      {
        file: "shared/payouts/steps/draft-payout.ts",
        find: `if (payout.status !== "drafting") return payout;\n  const noted`,
        replace: `const noted`,
      },
      {
        file: "shared/payouts/steps/draft-payout.ts",
        find: `filter((shard) => noted.get(shard)?.isPut !== true);`,
        replace: `filter((shard) => shard >= 0);`,
      },
      {
        file: "shared/payouts/steps/draft-payout.ts",
        find: `noted.get(shard) ?? (await draftPart(payout, shard, statuses, deps));`,
        replace: `await draftPart(payout, shard, statuses, deps);`,
      },
      {
        file: "functions/_platform/dynamodb/payouts/payout-store.ts",
        find: `await table.add(storedParts.item(key, part));`,
        replace: `await table.put({ Item: storedParts.item(key, part) });`,
      },
      {
        file: "functions/_platform/dynamodb/payouts/payment-store.ts",
        find: `await putOnce(items, "payments", table);`,
        replace: `for (const Item of items) await table.put({ Item });`,
      },
    ],
  },
  {
    name: "a draft is finished before all its payments are put",
    from: 16,
    story: "paying",
    edits: [
      {
        file: "shared/payouts/steps/draft-payout.ts",
        find: `filter((shard) => noted.get(shard)?.isPut !== true);`,
        replace: `filter((shard) => !noted.has(shard));`,
      },
    ],
  },
  {
    name: "a confirmation does not say what it paid",
    from: 5,
    story: "paying",
    edits: [
      {
        file: "shared/payouts/steps/confirm-payout.ts",
        find: `, totals: confirmedTotals(payout, totals) };`,
        replace: `, totals: { ...confirmedTotals(payout, totals), paid: totals.paid } };`,
      },
    ],
  },
  {
    name: "an answer that was begun is taken for applied",
    from: 2,
    story: "paying",
    edits: [
      {
        file: "shared/payouts/bank-reports/steps/upload-report.ts",
        find: `if (begun.status === "applied" && begun.openKey === undefined) return begun;`,
        replace: `if (begun.at !== instantOf(deps)) return { ...begun, status: "applied" };`,
      },
    ],
  },
  {
    name: "a bank's rejection of a copy is taken for one of the first",
    from: 4,
    story: "paying",
    edits: [
      {
        file: "shared/payouts/bank-reports/model/match-entry.ts",
        find: `if (entry.isDuplicate === true && entry.kind !== "accepted") return "duplicate";`,
        replace: ``,
      },
    ],
  },
  {
    name: "a whole file is rejected without anybody saying why",
    from: 12,
    story: "paying",
    edits: [
      {
        file: "shared/payouts/bank-reports/model/classify-wholes.ts",
        find: `if (kind !== "paid" && due.length > 0 && !hasReason) return matchAll(entries, "reason-missing");`,
        replace: ``,
      },
    ],
  },
  {
    name: "levels of a report that disagree are not looked at",
    from: 14,
    story: "paying",
    edits: [
      {
        file: "shared/payouts/bank-reports/model/match-entry.ts",
        find: `if (entry.isGainsaid === true) return "levels-disagree";`,
        replace: ``,
      },
    ],
  },
  {
    name: "a batch's rejection under an accepted group is swallowed",
    from: 30,
    story: "paying",
    edits: [
      {
        file: "shared/payouts/bank-reports/formats/pain002.ts",
        find: `const status = textAt(element, level === "file" ? "GrpSts" : "PmtInfSts");`,
        replace: `const status = level === "file" ? textAt(element, "GrpSts") : this.#group?.status;`,
      },
    ],
  },
  {
    name: "a return's reason is not looked at for words of duplication",
    from: 23,
    story: "paying",
    edits: [
      {
        file: "shared/payouts/bank-reports/formats/camt.ts",
        find: `const reason = reasonOf(element, "RtrInf", kind);`,
        replace: `const { isDuplicate: _, ...reason } = reasonOf(element, "RtrInf", kind);`,
      },
    ],
  },
  {
    name: "a count that the bank names is not compared",
    from: 25,
    story: "paying",
    edits: [
      {
        file: "shared/payouts/bank-reports/model/match-entry.ts",
        find: `return entry.count !== undefined && entry.count !== content.payments.count ? "count-differs" : undefined;`,
        replace: `return undefined;`,
      },
    ],
  },
  {
    name: "what failed for its details is paid again to the same account",
    story: "paying",
    edits: [
      {
        file: "shared/payouts/model/failed-payment.ts",
        find: `return (latestPayee(payees)?.version ?? 0) > failed.payeeVersion ? undefined : effect;`,
        replace: `return undefined;`,
      },
    ],
  },
  {
    name: "what came back for an unknown reason waits for nobody",
    from: 12,
    story: "paying",
    edits: [
      {
        file: "shared/payouts/model/failed-payment.ts",
        find: `return cleared.length > 0 ? undefined : "needs-a-look";`,
        replace: `return undefined;`,
      },
    ],
  },
  {
    name: "whoever proposed a correction approves it",
    story: "paying",
    edits: [
      {
        file: "shared/proposals/model/apply-step.ts",
        find: `if (step === "approve" && !isOther(proposal, person.username)) return [refusal("four-eyes", { by: person.username })];`,
        replace: ``,
      },
    ],
  },
  {
    name: "whoever a payment is for approves its correction",
    story: "paying",
    edits: [
      {
        file: "shared/proposals/entry-kind.ts",
        find: `entries.some((entry) => entry.advisorId === advisorId)`,
        replace: `entries.every((entry) => entry.advisorId !== advisorId) && entries.length === 0`,
      },
    ],
  },
  {
    name: "one person alone records what makes an amount payable again",
    from: 35,
    story: "paying",
    edits: [
      {
        file: "shared/payouts/steps/record-outcome.ts",
        find: `if (kind !== "paid") refusals.push(refusal("outcome-needs-two", { kind }));`,
        replace: ``,
      },
    ],
  },
  {
    name: "a corrected return stays owed",
    from: 12,
    story: "paying",
    edits: [
      {
        file: "shared/payouts/model/payment-state.ts",
        find: `.find((kind) => counting.some((outcome) => outcome.kind === kind));`,
        replace: `.find((kind) => (kind === "returned" ? outcomes : counting).some((outcome) => outcome.kind === kind));`,
      },
    ],
  },
  {
    name: "a correction is added to a payout's totals, and takes nothing back",
    story: "paying",
    edits: [
      {
        file: "shared/payouts/model/totals.ts",
        find: `if (from === "paid" || from === "rejected" || from === "returned") next`,
        replace: `if (outcome.corrects === undefined && (from === "paid" || from === "rejected" || from === "returned")) next`,
      },
    ],
  },
  {
    name: "a correction replaces a payout's totals",
    story: "paying",
    edits: [
      {
        file: "shared/payouts/model/totals.ts",
        find: `[outcome.kind]: plus(next[outcome.kind], one), charges`,
        replace: `[outcome.kind]: outcome.corrects === undefined ? plus(next[outcome.kind], one) : one, charges`,
      },
    ],
  },
  {
    name: "a correction's document takes nothing back",
    story: "paying",
    edits: [
      {
        file: "shared/payouts/accounting/payout-documents.ts",
        find: `move(sum.moved, ACCOUNT_OF[from], amount);`,
        replace: `move(sum.moved, ACCOUNT_OF[corrects === undefined ? from : "in-transit"], amount);`,
      },
    ],
  },
  {
    name: "what is paid again meanwhile is corrected to paid",
    from: 117,
    story: "paying",
    edits: [
      {
        file: "shared/payouts/steps/publish-outcomes.ts",
        find: `.find((each) => each.state === "approved");`,
        replace: `.find((each) => each.state === "drafted");`,
      },
    ],
  },
];
