import type { Messages } from "../base/issues/issue.ts";
import type { ledgerIssuesZh } from "./messages.zh.ts";

/** Why something of this room is refused or invalid, by code. */
export const ledgerIssuesEn: Messages<keyof typeof ledgerIssuesZh> = {
  "advisor-unknown": ({ advisorId = "" }) => `No advisor "${advisorId}" is registered: register the advisor first, or check the id.`,
  "month-closed": ({ month = "", closedMonth = "" }) =>
    `${month} is closed: propose it for a month after ${closedMonth}; withdraw it first if it is proposed already.`,
  "event-expected": () => "not JSON; expected an EventBridge event",
  "detail-type-unknown": ({ detailType = "", expected = "" }) => `"${detailType}" is not known; expected one that begins with ${expected}`,
  "currency-differs": ({ currency = "", expected = "" }) => `${currency} is not the agency's; expected ${expected}`,
  "order-conflict": ({ orderId = "", revision = "" }) =>
    `revision ${revision} of order ${orderId} is known with other content; the first stays. Send the change as a higher revision`,
  "advisor-conflict": ({ advisorId = "", revision = "" }) =>
    `revision ${revision} of advisor ${advisorId} is known with other content; the first stays. Send the change as a higher revision`,
  "attributes-conflict": ({ subject = "", month = "", revision = "" }) =>
    `revision ${revision} of the attributes of ${subject} for ${month} is known with other content; the first stays. Send the change as a higher revision`,
  "plan-conflict": ({ planId = "", version = "" }) =>
    `version ${version} of plan ${planId} is known with other content; the first stays. Send the change as a higher version`,
  "adjustment-conflict": ({ adjustmentId = "" }) =>
    `adjustment ${adjustmentId} is known with other content; the first stays. Send the change under another id`,
  "advisor-awaited": ({ advisorId = "" }) =>
    `no advisor "${advisorId}" is registered; once they are, the adjustment is retried automatically`,
  "source-missing": () => "missing; expected an EventBridge event with its source",
  "source-unknown": ({ source = "", kind = "" }) =>
    `"${source}" is not an event source in the settings, so its event of kind ${kind} is not recorded; have it sent by a permitted source, or propose a change of the event sources in the settings and reprocess the record once that is approved`,
  "source-not-allowed": ({ source = "", kind = "", allowed = "" }) =>
    `"${source}" may send ${allowed} only, so its event of kind ${kind} is not recorded; have it sent by a permitted source, or propose a change of the event sources in the settings and reprocess the record once that is approved`,
  "order-too-large": ({ maximum = "" }) => `its credits do not fit one transaction (${maximum} writes); send it as several orders`,
  "record-too-large": () => "too large for the table (400 KB an item); shorten it",
  "record-unknown": ({ id = "" }) => `There is no quarantined record ${id}: look it up in the list.`,
  "record-released": ({ id = "" }) => `Record ${id} has already been reprocessed: nothing is left to do.`,
  "close-out-of-order": ({ month = "", next = "" }) =>
    `${month} can't be closed now, ${next} is the next: close months one after the other.`,
  "close-unfinished": ({ month = "", unfinished = "" }) =>
    `${unfinished} is still being settled: run its close again until it is finished, then close ${month}.`,
  "close-gathers-left": ({ month = "", shards = "" }) =>
    `What managers count is not gathered yet for the close of ${month} in shards ${shards}: gather them first.`,
  "close-shards-left": ({ month = "", shards = "" }) => `The close of ${month} is not settled yet in shards ${shards}: settle them first.`,
  "close-other-code": ({ month = "", begun = "", current = "", machine = "" }) =>
    `The close of ${month} is being made by version ${begun} of the code; this is version ${current}. Resume it with the version that makes it: on the page "Close", or by starting ${machine === "" ? "that version of the state machine" : machine}. If that version can't finish it, start this one with "acceptCode":"${current}": what is settled is then computed again, and must come out the same.`,
  "derivation-stopped": ({ by = "", at = "" }) =>
    `Credits are still to be recalculated after a change, which ${by} stopped at ${at}: resume it on HR’s page of recalculations first.`,
  "close-not-begun": ({ month = "" }) => `The close of ${month} has not begun: start it first.`,
  "store-unknown": ({ storeId = "" }) => `there is no store "${storeId}"; check the id, or confirm that the store is new`,
  "advisor-unregistered": ({ advisorId = "" }) => `no advisor "${advisorId}" is registered; register the advisor first, or check the id`,
  "derived-too-large": () =>
    "recalculated after changed data, its credits no longer fit one transaction, so they are unchanged; send it as several orders",
};
