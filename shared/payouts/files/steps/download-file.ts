import type { Person } from "../../../access/person.ts";
import { refusal } from "../../../base/issues/refusal.ts";
import { instantOf, refuse } from "../../../proposals/steps/commit-step.ts";
import { fileName } from "../model/file-kind.ts";
import { checkMayFetch, type FileRequest, type Filing, fileAsked } from "./deps.ts";

/**
 * Gives a link to a file that is made, which holds for a short while. Who fetches it is noted first.
 * @throws RefusedError where there is no such file, it is not for her, or it isn't made yet.
 */
export async function fetchFile(request: FileRequest, person: Person, p: Filing): Promise<{ readonly url: string; readonly name: string }> {
  const [of, format] = fileAsked(request, p);
  checkMayFetch(person, format);
  const file = await p.fileRegister.find(request.of, request.format);
  const name = fileName(of, format);
  if (file?.made === undefined) return refuse(refusal("file-not-made", { name }));
  await p.fileRegister.noteDownload(request.of, request.format, { by: person.username, at: instantOf(p) });
  return { url: await p.files.link(file.made.key, { name, seconds: p.finance.linkSeconds }), name };
}
