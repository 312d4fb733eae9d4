import { RetryableError } from "../../../../shared/base/runtime/retry.ts";
import { type Answer, answerCodec } from "../../../../shared/payouts/bank-reports/model/bank-report.ts";
import type { BankReportStore } from "../../../../shared/payouts/bank-reports/store.ts";
import { added } from "../activity/activity-store.ts";
import { allBankReports, bankReportKey, bankReportListKey, reportBringerKey } from "../keys.ts";
import type { Item, Table } from "../table.ts";
import { RAISE_GATE, stepResult } from "./conditions.ts";

/** As many as one looks through. */
const MAX_LISTED = 200;

/** Answers of banks, in the table. Of what they say only references, amounts and codes are kept, in the archive. */
export function answerStore(table: Table): BankReportStore {
  const find = async (reportId: string): Promise<Answer | undefined> => {
    const item = await table.get(bankReportKey(reportId));
    return item && decodeAnswer(item);
  };
  return {
    begin: async (answer) => {
      const result = await table.transact([
        { Put: { Item: encodeAnswer(answer), ConditionExpression: "attribute_not_exists(pk)" } },
        { Put: { Item: bankReportListKey(answer.at, answer.reportId) } },
      ]);
      if (result.kind === "invalid") throw new Error(`the answer ${answer.reportId} can't be stored: ${result.message}`);
      // Whether it was this one or an earlier one, the table tells.
      const first = await find(answer.reportId);
      if (first === undefined) throw new RetryableError("the answer could not be begun: the table is too busy; try again");
      return first;
    },
    noteBringer: async (reportId, username) =>
      stepResult(await table.transact([added({ ...reportBringerKey(reportId, username) }), RAISE_GATE]), `who brought ${reportId}`),
    find,
    list: async () => {
      const listed = await table.some(allBankReports, MAX_LISTED, "last");
      const ids = listed.map(({ sk }) => sk.slice(sk.indexOf("#") + 1));
      const found = new Map((await table.getAll(ids.map(bankReportKey))).map(decodeAnswer).map((answer) => [answer.reportId, answer]));
      return ids.flatMap((reportId) => found.get(reportId) ?? []);
    },
    finish: async (answer) => {
      await table.put({ Item: encodeAnswer(answer), ConditionExpression: "attribute_exists(pk)" });
    },
  };
}

const encodeAnswer = (answer: Answer): Item => ({ ...bankReportKey(answer.reportId), answer: answerCodec.encode(answer) });

const decodeAnswer = ({ answer }: Item): Answer => answerCodec.decode(answer as string);
