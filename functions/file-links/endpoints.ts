import { FINANCE_OR_AUDITOR } from "../../shared/access/groups.ts";
import { type Endpoint, endpoint } from "../_platform/api/endpoint.ts";
import { fileLinkSchema } from "../_platform/api/file-link.response.ts";
import { signLink } from "./sign-link.ts";

/** What this function answers of finance's API. */
export const ENDPOINTS: readonly Endpoint[] = [
  endpoint({
    id: "financeApi.downloadFile",
    method: "POST",
    path: "/v1/finance/files/:of/:format/download-link",
    access: FINANCE_OR_AUDITOR,
    summary: "A link to a file",
    tag: "Files",
    response: fileLinkSchema,
    description: "It holds for a short while. Who asks for it, and when, is noted.",
    handle: async ({ c, params, person, deps }) => {
      const { url, name } = await signLink(c, params, person, deps);
      return { object: "file_link" as const, url, name, seconds: deps.finance.linkSeconds };
    },
  }),
];
