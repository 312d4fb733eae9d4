import { hasReason } from "../../model/reason-codes.ts";
import type { BankReportEntry } from "../model/bank-report.ts";
import type { AmountRead, RawEntry, Reason } from "./message.ts";
import { kindOfStatus } from "./status-codes.ts";

/** The status of many payments at once: of the message, or of a batch in it. */
export interface WholeStatus {
  readonly level: "file" | "batch";
  readonly reference: string | undefined;
  readonly status: string | undefined;
  readonly reason: Reason;
  /** The count and the control sum that the bank names. */
  readonly totals: AmountRead & Pick<BankReportEntry, "count">;
  /** How many payments are said to have each status. */
  readonly told: ReadonlyMap<BankReportEntry["kind"], number>;
}

/** The status of one payment, and in which batch of the report it stands. */
export interface PaymentStatus {
  readonly entry: RawEntry;
  readonly batch?: number;
}

/** What a level says of payments. */
interface Said {
  readonly kind: BankReportEntry["kind"] | undefined;
  readonly reason: Reason;
  /** It is said of many payments. */
  readonly level?: "file" | "batch";
}

/** What is said of many, with what is said of them below it. */
interface Whole extends WholeStatus {
  readonly kind: BankReportEntry["kind"] | undefined;
  readonly parts: readonly Said[];
}

/**
 * Entries of what a status report says at its levels: the message, its batches, its payments. A rejection without a
 * reason has that of the level above it. A final status that another level gainsays is marked at both, and none of it is
 * recorded; that something is accepted gainsays nothing, as what is rejected was often accepted before.
 */
export function compareLevels(
  group: WholeStatus | undefined,
  batches: readonly WholeStatus[],
  payments: readonly PaymentStatus[],
): RawEntry[] {
  const file = group && said(group);
  const inBatches = batches.map((batch) => withReasonOf([file], said(batch)));
  const single = payments.map(({ entry, batch }) => {
    const above = [batch === undefined ? undefined : inBatches[batch], file];
    return { batch, entry: inherited(entry, above) };
  });
  const below = (batch: number) => single.filter((each) => each.batch === batch).map(({ entry }) => partOf(entry));
  const wholes: Whole[] = inBatches.map((batch, index) => ({ ...batch, parts: below(index) }));
  if (file !== undefined) {
    const parts = [...inBatches.filter(({ kind }) => kind !== undefined), ...single.map(({ entry }) => partOf(entry))];
    wholes.unshift({ ...file, parts });
  }
  const isGainsaidBy = ({ kind, reason }: Said, level: Whole | undefined): boolean =>
    level !== undefined && isFinal(level.kind) && isFinal(kind) && contradicts(level, { kind, reason });
  const [fileWhole] = wholes.filter(({ level }) => level === "file");
  const batchWholes = wholes.filter(({ level }) => level === "batch");
  return [
    ...wholes.flatMap((whole) => entryOf(whole, whole.level === "batch" && isGainsaidBy(whole, fileWhole))),
    ...single.map(({ entry, batch }) => {
      const levels = [batch === undefined ? undefined : batchWholes[batch], fileWhole];
      return levels.some((level) => isGainsaidBy(partOf(entry), level)) ? { ...entry, isGainsaid: true as const } : entry;
    }),
  ];
}

const said = (whole: WholeStatus): WholeStatus & Said => ({
  ...whole,
  kind: whole.status === undefined ? undefined : kindOfStatus(whole.status),
});

const partOf = ({ kind, code, note, isDuplicate }: RawEntry): Said => ({
  kind,
  reason: { code, note, ...(isDuplicate !== undefined && { isDuplicate }) },
});

const isFinal = (kind: BankReportEntry["kind"] | undefined): boolean => kind === "paid" || kind === "rejected";

/** Reasons above a rejection are its own too, where they are no reasons of something that was accepted or paid. */
function reasonAbove(above: readonly (Said | undefined)[]): Reason | undefined {
  const reasons = above.flatMap((each) => (each === undefined || each.kind === "accepted" || each.kind === "paid" ? [] : [each.reason]));
  const nearest = reasons.find(hasReason);
  return nearest && { ...nearest, ...(reasons.some(({ isDuplicate }) => isDuplicate) && { isDuplicate: true as const }) };
}

function withReasonOf<Level extends Said>(above: readonly (Said | undefined)[], level: Level): Level {
  const reason = level.kind === "rejected" ? reasonAbove(above) : undefined;
  if (reason === undefined) return level;
  if (!hasReason(level.reason)) return { ...level, reason };
  return reason.isDuplicate === true ? { ...level, reason: { ...level.reason, isDuplicate: true } } : level;
}

function inherited(entry: RawEntry, above: readonly (Said | undefined)[]): RawEntry {
  const own = partOf(entry);
  const { reason } = withReasonOf(above, own);
  return reason === own.reason ? entry : { ...entry, ...reason, ...(!hasReason(own.reason) && { ofWhole: true as const }) };
}

/** Whether what is said of a part can't be true beside what is said of all. */
const contradicts = (whole: Said, part: Said): boolean =>
  part.kind !== whole.kind || (whole.kind === "rejected" && part.reason.isDuplicate === true && whole.reason.isDuplicate !== true);

/** What is said of all of a message's or a batch's payments; nothing where the payments tell it all themselves. */
function entryOf(whole: Whole, isGainsaidAbove: boolean): RawEntry[] {
  const { level, reference, status = "", kind, reason, totals, parts } = whole;
  const namesTotals = totals.count !== undefined || totals.amount !== undefined || totals.wrongAmount !== undefined;
  const isGainsaid = isGainsaidAbove || (isFinal(kind) && parts.some((part) => contradicts(whole, part))) || tellsOthers(whole);
  const isPartly = status === "PART" && parts.length > 0;
  const saysNothingFinal = kind === undefined || kind === "accepted" || isPartly;
  if (saysNothingFinal && !namesTotals && !isGainsaid && (kind === undefined || parts.length > 0)) return [];
  const shown = saysNothingFinal ? "accepted" : (kind ?? "accepted");
  return [
    {
      reference,
      isWhole: true,
      level,
      kind: shown,
      ...totals,
      ...reason,
      ...(shown === "unknown" && { code: [status, reason.code].filter(Boolean).join(" ") }),
      ...(isGainsaid && { isGainsaid: true as const }),
    },
  ];
}

/** Whether it counts payments of a final status that nothing else tells of: they would be lost. */
function tellsOthers({ kind, told, parts }: Whole): boolean {
  return (["paid", "rejected"] as const).some((final) => {
    const count = told.get(final) ?? 0;
    const telling = parts.filter((part) => part.kind === final);
    return count > telling.length && kind !== final && telling.every(({ level }) => level === undefined);
  });
}
