import { FINANCE_OR_AUDITOR, STAFF } from "../../../../shared/access/groups.ts";
import { inParallel } from "../../../../shared/base/runtime/parallel.ts";
import { type FileFormat, formatsOf, readFileOf } from "../../../../shared/payouts/files/model/file-kind.ts";
import { needsMakingAnew, requestFile } from "../../../../shared/payouts/files/steps/request-file.ts";
import type { MadeFile } from "../../../../shared/payouts/files/store.ts";
import { endpoint, Reply, tagged } from "../../../_platform/api/endpoint.ts";
import { toIssues } from "../../../_platform/api/issues.ts";
import { wholeList } from "../../../_platform/api/pagination.ts";
import { notFound } from "../../../_platform/http/problem.ts";
import type { Wiring } from "../../../_platform/wiring.ts";
import { filesUrl, fileUrl } from "../../urls.ts";
import { type FileResource, type FileSummaryResource, fileListSchema, fileSchema } from "./schema.response.ts";

const READS_CONCURRENCY = 4;

/** Files: which there are, and having one made; file-links answers with links to them. */
export const fileEndpoints = tagged("Files", [
  endpoint({
    id: "financeApi.files",
    route: "GET /v1/finance/files/:of",
    access: STAFF,
    summary: "All files of something",
    response: fileListSchema,
    handle: async ({ params, deps }) => {
      const { of } = params;
      const formats = formatsAt(of, deps);
      const known = await deps.fileRegister.list(of);
      const all = await inParallel(formats, READS_CONCURRENCY, async (each) => {
        const file = known.find(({ format }) => format === each.format);
        return toFileSummary(of, each, { file, needsAnew: await needsAnew(of, each, file, deps) });
      });
      return wholeList(filesUrl(of), all);
    },
  }),

  endpoint({
    id: "financeApi.file",
    route: "GET /v1/finance/files/:of/:format",
    access: STAFF,
    summary: "A file, and who fetched it",
    response: fileSchema,
    handle: ({ params, deps }) => readFile(fileAt(params, deps), deps),
  }),

  endpoint({
    id: "financeApi.requestFile",
    route: "POST /v1/finance/files/:of/:format",
    access: FINANCE_OR_AUDITOR,
    summary: "Request a file",
    response: fileSchema,
    continues: true,
    description: "Files with whole account numbers are for finance alone, and only of payouts that are exported.",
    handle: async ({ params, person, deps }) => {
      const found = fileAt(params, deps);
      const { made } = await requestFile({ of: found.of, format: found.format.format }, person, deps);
      return new Reply(await readFile(found, deps), { status: made === undefined ? 202 : 200 });
    },
  }),
]);

/** The formats that there are of what the path names. @throws HttpProblem where it names nothing that has files. */
function formatsAt(of: string, { finance }: Pick<Wiring, "finance">): readonly FileFormat[] {
  const fileOf = readFileOf(of);
  if (fileOf === undefined) throw notFound("There are files of payout:ID, journal:YYYY-MM and positions:YYYY-MM-DD.");
  return formatsOf(fileOf, finance);
}

interface FileAt {
  readonly of: string;
  readonly format: FileFormat;
}

function fileAt({ of, format: asked }: Readonly<Record<"of" | "format", string>>, wiring: Wiring): FileAt {
  const formats = formatsAt(of, wiring);
  const format = formats.find((each) => each.format === asked);
  if (format === undefined) throw notFound(`There is no such format of it: there are ${formats.map((each) => each.format).join(", ")}.`);
  return { of, format };
}

async function needsAnew(of: string, format: FileFormat, file: MadeFile | undefined, wiring: Wiring): Promise<boolean> {
  const fileOf = readFileOf(of);
  return fileOf !== undefined && file !== undefined && needsMakingAnew(fileOf, format, file, wiring);
}

async function readFile({ of, format }: FileAt, wiring: Wiring): Promise<FileResource> {
  const [file, downloads] = await Promise.all([
    wiring.fileRegister.find(of, format.format),
    wiring.fileRegister.downloads(of, format.format),
  ]);
  const found = { file, needsAnew: await needsAnew(of, format, file, wiring) };
  const summary = toFileSummary(of, format, found);
  return { ...summary, object: "file", downloads: downloads.map(({ by, at }) => ({ by, at })) };
}

/** A file that there can be, as it stands. */
function toFileSummary(
  of: string,
  format: Pick<FileFormat, "format" | "isForBank" | "containsAccounts">,
  { file, needsAnew }: { readonly file: MadeFile | undefined; readonly needsAnew: boolean },
): FileSummaryResource {
  return {
    ...format,
    of,
    status: file === undefined ? "not-generated" : file.made ? "generated" : file.issues ? "failed" : "requested",
    name: file?.name,
    requested: file?.wanted,
    generated: file?.made,
    issues: toIssues(file?.issues),
    isOutdated: needsAnew,
    url: fileUrl(of, format.format),
  };
}
