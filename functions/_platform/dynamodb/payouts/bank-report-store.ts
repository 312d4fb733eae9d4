import { RetryableError } from "../../../../shared/base/runtime/retry.ts";
import { type BankReport, bankReportCodec } from "../../../../shared/payouts/bank-reports/model/bank-report.ts";
import type { BankReportStore } from "../../../../shared/payouts/bank-reports/store.ts";
import { added } from "../activity/activity-store.ts";
import { allBankReports, bankReportKey, bankReportListKey, reportUploaderKey } from "../keys.ts";
import { storedAs } from "../stored.ts";
import type { Table } from "../table.ts";
import { RAISE_GATE } from "./conditions.ts";

/** As many as one looks through. */
const MAX_LISTED = 200;

const bankReports = storedAs("report", bankReportCodec);
const itemOf = (report: BankReport) => bankReports.item(bankReportKey(report.reportId), report);

/** Reports of banks, in the table. Of what they say only references, amounts and codes are kept, in the archive. */
export function bankReportStore(table: Table): BankReportStore {
  const find = (reportId: string) => bankReports.get(bankReportKey(reportId), table);
  return {
    begin: async (report) => {
      const { reportId, at } = report;
      await table.commit([added(itemOf(report)), { Put: { Item: bankReportListKey(at, reportId) } }], `the report ${reportId}`);
      // Whether it was this one or an earlier one, the table tells.
      const first = await find(reportId);
      if (first === undefined) throw new RetryableError("the report could not be begun: the table is too busy; try again");
      return first;
    },
    noteBringer: (reportId, username) =>
      table.commit([added({ ...reportUploaderKey(reportId, username) }), RAISE_GATE], `who brought ${reportId}`),
    find,
    list: async () => {
      const listed = await table.some(allBankReports, MAX_LISTED, "last");
      const ids = listed.map(({ sk }) => sk.slice(sk.indexOf("#") + 1));
      const found = new Map((await table.getAll(ids.map(bankReportKey))).map(bankReports.from).map((report) => [report.reportId, report]));
      return ids.flatMap((reportId) => found.get(reportId) ?? []);
    },
    finish: async (report) => {
      await table.put({ Item: itemOf(report), ConditionExpression: "attribute_exists(pk)" });
    },
    replace: (before, after) => {
      const asRead = { ConditionExpression: "report = :before", ExpressionAttributeValues: { ":before": itemOf(before).report } };
      return table.put({ Item: itemOf(after), ...asRead });
    },
  };
}
