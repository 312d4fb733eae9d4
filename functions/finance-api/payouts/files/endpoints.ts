import { inParallel } from "../../../../shared/base/runtime/parallel.ts";
import { type FileFormat, formatsOf, readFileOf } from "../../../../shared/payouts/files/model/file-kind.ts";
import { needsMakingAnew, wantFile } from "../../../../shared/payouts/files/steps/request-file.ts";
import type { MadeFile } from "../../../../shared/payouts/files/store.ts";
import { payIn } from "../../../_platform/api/money.ts";
import { wholeList } from "../../../_platform/api/pagination.ts";
import { pathPart, personOf } from "../../../_platform/api/request-context.ts";
import type { App } from "../../../_platform/http/app.ts";
import type { HttpContext } from "../../../_platform/http/context.ts";
import { notFound } from "../../../_platform/http/problem.ts";
import { route } from "../../../_platform/http/register-endpoint.ts";
import type { Wiring } from "../../../_platform/wiring.ts";
import { filesUrl } from "../../urls.ts";
import { toFileSummary } from "./mapping.ts";
import type { FileResource } from "./schema.ts";

const READS_AT_A_TIME = 4;

/** Adds files: which there are, and having one made; file-links answers with links to them. */
export function addFileRoutes(app: App, wiring: () => Wiring): void {
  const pay = () => payIn(wiring().agency.currency);

  route(app, "financeApi.files", async (c) => {
    const of = pathPart(c, "of");
    const formats = formatsAt(of, wiring());
    const known = await wiring().fileRegister.list(of);
    const all = await inParallel(formats, READS_AT_A_TIME, async (each) => {
      const file = known.find(({ format }) => format === each.format);
      return toFileSummary(of, each, { file, needsAnew: await needsAnew(of, each, file, wiring()) }, pay());
    });
    return c.json(wholeList(filesUrl(of), all));
  });

  route(app, "financeApi.file", (c) => sendFile(c, wiring()));

  route(app, "financeApi.wantFile", async (c) => {
    const { of, format } = fileAt(c, wiring());
    const { made } = await wantFile({ of, format: format.format }, personOf(c), wiring());
    return sendFile(c, wiring(), made === undefined ? 202 : 200);
  });
}

/** The formats that there are of what the path names. @throws HttpProblem where it names nothing that has files. */
function formatsAt(of: string, { finance }: Pick<Wiring, "finance">): readonly FileFormat[] {
  const fileOf = readFileOf(of);
  if (fileOf === undefined) throw notFound("There are files of payout:ID, journal:YYYY-MM and positions:YYYY-MM-DD.");
  return formatsOf(fileOf, finance);
}

function fileAt(c: HttpContext, wiring: Wiring): { readonly of: string; readonly format: FileFormat } {
  const of = pathPart(c, "of");
  const formats = formatsAt(of, wiring);
  const format = formats.find((each) => each.format === pathPart(c, "format"));
  if (format === undefined) throw notFound(`There is no such format of it: there are ${formats.map((each) => each.format).join(", ")}.`);
  return { of, format };
}

async function needsAnew(of: string, format: FileFormat, file: MadeFile | undefined, wiring: Wiring): Promise<boolean> {
  const fileOf = readFileOf(of);
  return fileOf !== undefined && file !== undefined && needsMakingAnew(fileOf, format, file, wiring);
}

async function sendFile(c: HttpContext, wiring: Wiring, status: 200 | 202 = 200): Promise<Response> {
  const { of, format } = fileAt(c, wiring);
  const [file, downloads] = await Promise.all([
    wiring.fileRegister.find(of, format.format),
    wiring.fileRegister.downloads(of, format.format),
  ]);
  const found = { file, needsAnew: await needsAnew(of, format, file, wiring) };
  const summary = toFileSummary(of, format, found, payIn(wiring.agency.currency));
  return c.json({ ...summary, object: "file", downloads: downloads.map(({ by, at }) => ({ by, at })) } satisfies FileResource, status);
}
