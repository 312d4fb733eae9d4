import { Readable } from "node:stream";
import { type LocalFilesOptions, openLocalLink } from "../../../functions/_platform/files/local-files.ts";

/** Answers links to files, as S3 answers those that it signed: with the file, or "forbidden" where a link doesn't hold or no longer. */
export function createFilePages(options: LocalFilesOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== "GET") return new Response("Method Not Allowed", { status: 405, headers: { allow: "GET" } });
    const found = await openLocalLink(new URL(request.url), options);
    if (found === undefined)
      return new Response("The link does not hold, or no longer: fetch the file anew from its page.", { status: 403 });
    return new Response(Readable.toWeb(found.bytes) as ReadableStream, {
      headers: {
        "content-type": "application/octet-stream",
        "content-disposition": `attachment; filename="${found.name}"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  };
}
