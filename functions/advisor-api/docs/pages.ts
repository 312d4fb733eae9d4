import { html } from "hono/html";
import { notFound } from "../../_platform/http/problem.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { reference } from "./reference.ts";

/** The API's description, for programs and for people. */
export const docsPages: readonly Route[] = [
  page({
    id: "api.openapi",
    path: "/openapi.json",
    access: "public",
    handle: async (context) => {
      context.header("cache-control", "public, max-age=300");
      return context.json(await description());
    },
  }),

  page({
    id: "api.docs",
    path: "/docs",
    access: "public",
    handle: async (context) => {
      context.header("content-security-policy", POLICY);
      context.header("cache-control", "public, max-age=300");
      return context.html(referenceMarkup(await description()));
    },
  }),

  page({
    id: "api.docsAsset",
    path: "/docs/assets/:file",
    access: "public",
    handle: (context) => {
      const asset = Object.values(reference()).find(({ file }) => file === context.req.param("file"));
      if (asset === undefined) throw notFound("There is no such file.");
      context.header("content-type", asset.mediaType);
      context.header("cache-control", "public, max-age=31536000, immutable");
      context.header("vary", "accept-encoding");
      const takesGzip = /\bgzip\b/.test(context.req.header("accept-encoding") ?? "");
      if (takesGzip) context.header("content-encoding", "gzip");
      return context.body(new Uint8Array(takesGzip ? asset.gzipped : asset.text));
    },
  }),
];

/** Nothing but what is our own. The reference sets styles of its own, and tries requests at this very address. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

type Paths = Readonly<Record<string, Readonly<Record<string, { readonly summary: string }>>>>;

/** Loaded by whoever asks for it: no other answer needs its 370 KB. */
const description = async () => (await import("../../../docs/openapi.json", { with: { type: "json" } })).default;

function referenceMarkup(openapi: { readonly paths: object }) {
  const { script, style } = reference();
  const paths = Object.entries(openapi.paths as Paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary }]) => html`<li><code>${method.toUpperCase()} ${path}</code> ${summary}</li>`),
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Fenrun API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/assets/${style.file}">
</head>
<body>
<noscript>
<main>
<h1>Fenrun API</h1>
<p>The whole description is <a href="/openapi.json">openapi.json</a>, OpenAPI 3.1. These are its paths:</p>
<ul>${paths}</ul>
</main>
</noscript>
<div id="api-reference"></div>
<script src="/docs/assets/${script.file}"></script>
</body>
</html>`;
}
