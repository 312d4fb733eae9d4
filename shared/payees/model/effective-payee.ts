import type { Instant } from "../../base/calendar/month.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { sha256Hex } from "../../base/json/hash.ts";
import type { Payee } from "./payee.ts";

/** Whether an advisor can be paid now, and where to. `securityHold`: their latest change waits; until then they aren't paid at all. */
export type PayeeNow =
  | { readonly kind: "ready"; readonly payee: Payee }
  | { readonly kind: "securityHold"; readonly payee: Payee; readonly until: Instant }
  | { readonly kind: "none" };

const DAY_MS = 86_400_000;

/**
 * What holds of an advisor's payee at an instant, by their versions in any order: the latest one, once its security hold period
 * is over. Before that nobody is paid by it, and not by the version before it either: that one was given up.
 */
export function payeeAt(versions: readonly Payee[], nowMs: number, securityHoldDays: number): PayeeNow {
  const payee = latestPayee(versions);
  if (payee === undefined) return { kind: "none" };
  const untilMs = Date.parse(payee.approvedAt) + securityHoldDays * DAY_MS;
  return nowMs < untilMs ? { kind: "securityHold", payee, until: new Date(untilMs).toISOString() } : { kind: "ready", payee };
}

/** SHA-256 of a version as it is stored: its sealed details, and who approved it when. It tells nothing of what is sealed. */
export const hashOfPayee = (payee: Payee): string => sha256Hex(canonicalJson(payee));

/** The version above all others; none where there is none. */
export function latestPayee(versions: readonly Payee[]): Payee | undefined {
  return versions.reduce<Payee | undefined>(
    (latest, each) => (latest === undefined || each.version > latest.version ? each : latest),
    undefined,
  );
}
