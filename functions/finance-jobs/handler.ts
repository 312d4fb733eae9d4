import { parseAdjustmentsUpload } from "../../shared/adjustments/steps/uploaded-adjustments.ts";
import { FINANCE_JOBS } from "../../shared/base/runtime/jobs.ts";
import { previewClose } from "../../shared/closing/steps/preview-close.ts";
import { applyAnswer } from "../../shared/payouts/bank-reports/steps/apply-report.ts";
import { parseReportUpload } from "../../shared/payouts/bank-reports/steps/uploaded-report.ts";
import { makeFile } from "../../shared/payouts/files/steps/generate-file.ts";
import { draftPayout } from "../../shared/payouts/steps/draft-payout.ts";
import { queueHandler } from "../_platform/queue-handler.ts";
import { encoderOf } from "../_platform/render/encodings.ts";
import { FILE_MAKERS } from "../_platform/render/file-generators.ts";
import { uploadJob } from "../_platform/upload-job.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";

/** These jobs keep with their own records why they can't be done; what they refuse has no record, so nobody waits for it. */
const onRefused = async (): Promise<void> => undefined;

/** Does what finance's responses had no time for. */
export const createHandler = (wiring: () => Wiring) =>
  queueHandler(
    FINANCE_JOBS,
    {
      PayoutDraftQueued: { run: ({ payoutId }, deps, hasTime) => draftPayout(payoutId, { ...deps, encoderOf }, hasTime), onRefused },
      FileQueued: { run: ({ of, format }, deps) => makeFile(of, format, { ...deps, fileMakers: FILE_MAKERS }), onRefused },
      BankReportQueued: { run: ({ answerId }, deps) => applyAnswer(answerId, deps), onRefused },
      ClosePreviewQueued: { run: ({ month, previewId }, deps) => previewClose(month, previewId, deps), onRefused },
      UploadQueued: uploadJob(({ subject, uploadId }, deps) =>
        (subject === "answers" ? parseReportUpload : parseAdjustmentsUpload)(uploadId, deps),
      ),
    },
    wiring,
  );

/** For Lambda. */
export const handler = createHandler(wiring);
