import { parseAdjustmentsUpload } from "../../shared/adjustments/steps/uploaded-adjustments.ts";
import { FINANCE_JOBS } from "../../shared/base/runtime/jobs.ts";
import { failPreview, previewClose } from "../../shared/closing/steps/preview-close.ts";
import { applyBankReport, failReport } from "../../shared/payouts/bank-reports/steps/apply-report.ts";
import { parseReportUpload } from "../../shared/payouts/bank-reports/steps/upload-report.ts";
import { failFile, makeFile } from "../../shared/payouts/files/steps/generate-file.ts";
import { draftPayout, noteDraftIssues } from "../../shared/payouts/steps/draft-payout.ts";
import { JOB_FAILED, queueHandler, uploadJob } from "../_platform/queue-handler.ts";
import { encoderOf } from "../_platform/render/encodings.ts";
import { FILE_MAKERS } from "../_platform/render/file-generators.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";

/** Does what finance's responses had no time for. */
export const createHandler = (wiring: () => Wiring) =>
  queueHandler(
    FINANCE_JOBS,
    {
      PayoutDraftQueued: {
        run: ({ payoutId }, deps, hasTime) => draftPayout(payoutId, { ...deps, encoderOf }, hasTime),
        onRefused: ({ payoutId }, refusals, deps) => noteDraftIssues(payoutId, refusals, deps),
        onLastFailure: ({ payoutId }, deps) => noteDraftIssues(payoutId, JOB_FAILED, deps),
      },
      FileQueued: {
        run: ({ of, format }, deps) => makeFile(of, format, { ...deps, fileMakers: FILE_MAKERS }),
        onRefused: ({ of, format }, refusals, deps) => failFile(of, format, refusals, deps),
        onLastFailure: ({ of, format }, deps) => failFile(of, format, JOB_FAILED, deps),
      },
      BankReportQueued: {
        run: ({ reportId }, deps) => applyBankReport(reportId, deps),
        onRefused: ({ reportId }, refusals, deps) => failReport(reportId, refusals, deps),
        onLastFailure: ({ reportId }, deps) => failReport(reportId, JOB_FAILED, deps),
      },
      ClosePreviewQueued: {
        run: ({ month, previewId }, deps) => previewClose(month, previewId, deps),
        onRefused: failPreview,
        onLastFailure: (detail, deps) => failPreview(detail, JOB_FAILED, deps),
      },
      UploadQueued: uploadJob(({ subject, uploadId }, deps) =>
        (subject === "bank-reports" ? parseReportUpload : parseAdjustmentsUpload)(uploadId, deps),
      ),
    },
    wiring,
  );

/** For Lambda. */
export const handler = createHandler(wiring);
