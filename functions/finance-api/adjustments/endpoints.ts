import { readAdjustmentsFile } from "../../../shared/adjustments/model/parse-file.ts";
import { listAdjustments, type PublishedAdjustment } from "../../../shared/adjustments/steps/list-adjustments.ts";
import { previewAdjustments } from "../../../shared/adjustments/steps/preview-adjustments.ts";
import { counterAdjustment, proposeAdjustments } from "../../../shared/adjustments/steps/propose-adjustments.ts";
import { decodeAdjustmentsUpload } from "../../../shared/adjustments/steps/uploaded-adjustments.ts";
import { isWorkbook } from "../../../shared/base/xlsx/parse-workbook.ts";
import { readPayeesFile } from "../../../shared/payees/model/parse-file.ts";
import { sharedAccountsOfProposal } from "../../../shared/payees/steps/find-shared-accounts.ts";
import { previewPayees } from "../../../shared/payees/steps/preview-payees.ts";
import { proposePayees } from "../../../shared/payees/steps/propose-payees.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { sendUpload, sendUploadPreview } from "../../_platform/api/background-upload.ts";
import { payIn } from "../../_platform/api/money.ts";
import { pageOf, pagingSchema } from "../../_platform/api/pagination.ts";
import { readBody } from "../../_platform/api/parse-body.ts";
import { readQuery } from "../../_platform/api/parse-request.ts";
import { assertReadable, readUpload } from "../../_platform/api/read-upload.ts";
import { pathPart, personOf } from "../../_platform/api/request-context.ts";
import type { App } from "../../_platform/http/app.ts";
import type { HttpContext } from "../../_platform/http/context.ts";
import { route } from "../../_platform/http/register-endpoint.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { toPayeesPreview } from "../payees/mapping.ts";
import { payeesRequest } from "../payees/requests.ts";
import { toProposed } from "../proposed.ts";
import { proposalUrl } from "../urls.ts";
import { toAdjustment, toAdjustmentsPreview } from "./mapping.ts";
import { adjustmentsRequest, counterRequest, fileQuery } from "./requests.ts";

/** Adds manual adjustments and payees: proposed here, approved where proposals stand. */
export function addProposingRoutes(app: App, wiring: () => Wiring): void {
  const pay = () => payIn(wiring().agency.currency);
  const sendProposed = async (c: HttpContext, proposal: Proposal) => {
    c.header("location", proposalUrl(proposal.proposalId));
    return c.json(toProposed(proposal, pay(), await sharedAccountsOfProposal(proposal, wiring())), 201);
  };

  route(app, "financeApi.adjustments", async (c) => {
    const query = readQuery(c, pagingSchema);
    const { published } = await listAdjustments(wiring());
    const latestFirst = [...published].sort((a, b) => (placeOf(a).join("\n") < placeOf(b).join("\n") ? 1 : -1));
    const page = pageOf(latestFirst, { url: "/v1/finance/adjustments", query, placeOf, descending: true });
    return c.json({ ...page, data: page.data.map((each) => toAdjustment(each, pay())) });
  });

  route(app, "financeApi.previewAdjustments", async (c) => {
    const upload = await readUpload(c, readQuery(c, fileQuery));
    const { bytes, fileName, encoding } = upload;
    if (isWorkbook(bytes)) return sendUpload(c, "adjustments", upload, wiring());
    const file = assertReadable(readAdjustmentsFile(bytes, fileName, wiring().agency.currency, encoding));
    return c.json(toAdjustmentsPreview(await previewAdjustments(file, wiring()), pay()));
  });

  route(app, "financeApi.adjustmentsUpload", (c) =>
    sendUploadPreview(c, "adjustments", wiring(), async (parsed) =>
      c.json(toAdjustmentsPreview(await previewAdjustments(decodeAdjustmentsUpload(parsed), wiring()), pay())),
    ),
  );

  route(app, "financeApi.proposeAdjustments", async (c) => {
    const { entries, source, why } = await readBody(c, adjustmentsRequest);
    return sendProposed(c, await proposeAdjustments({ kind: "adjustments", entries, source }, why, personOf(c), wiring()));
  });

  route(app, "financeApi.counterAdjustment", async (c) => {
    const countering = { adjustmentId: pathPart(c, "adjustmentId"), ...(await readBody(c, counterRequest)) };
    return sendProposed(c, await counterAdjustment(countering, personOf(c), wiring()));
  });

  route(app, "financeApi.previewPayees", async (c) => {
    const { bytes, fileName, encoding } = await readUpload(c, readQuery(c, fileQuery));
    const file = assertReadable(readPayeesFile(bytes, fileName, encoding));
    return c.json(toPayeesPreview(await previewPayees(file, personOf(c), wiring())));
  });

  route(app, "financeApi.proposePayees", async (c) =>
    sendProposed(c, await proposePayees(await readBody(c, payeesRequest), personOf(c), wiring())),
  );
}

const placeOf = ({ publishedAt, adjustmentId }: PublishedAdjustment): [string, string] => [publishedAt, adjustmentId];
