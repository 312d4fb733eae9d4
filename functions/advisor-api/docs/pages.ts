import { html } from "hono/html";
import openapi from "../../../docs/openapi.json" with { type: "json" };
import { notFound } from "../../_platform/http/problem.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { reference } from "./reference.ts";

/** The API's description, for programs and for people. */
export const docsPages: readonly Route[] = [
  page({
    id: "api.openapi",
    path: "/openapi.json",
    access: "public",
    handle: (context) => {
      context.header("cache-control", "public, max-age=300");
      return context.json(openapi);
    },
  }),

  page({
    id: "api.docs",
    path: "/docs",
    access: "public",
    handle: (context) => {
      context.header("content-security-policy", POLICY);
      context.header("cache-control", "public, max-age=300");
      return context.html(referenceMarkup());
    },
  }),

  page({
    id: "api.docsAsset",
    path: "/docs/assets/:file",
    access: "public",
    handle: (context) => {
      const { file, text, gzipped } = reference();
      if (context.req.param("file") !== file) throw notFound("There is no such file.");
      context.header("content-type", "text/javascript; charset=utf-8");
      context.header("cache-control", "public, max-age=31536000, immutable");
      context.header("vary", "accept-encoding");
      const takesGzip = /\bgzip\b/.test(context.req.header("accept-encoding") ?? "");
      if (takesGzip) context.header("content-encoding", "gzip");
      return context.body(new Uint8Array(takesGzip ? gzipped : text));
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

/** No fonts, no proxy, no counting, no assistant: what the reference would ask others for. */
const CONFIGURATION = JSON.stringify({
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: "never",
  proxyUrl: "",
  persistAuth: false,
});

type Paths = Readonly<Record<string, Readonly<Record<string, { readonly summary: string }>>>>;

function referenceMarkup() {
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
</head>
<body>
<noscript>
<main>
<h1>Fenrun API</h1>
<p>The whole description is <a href="/openapi.json">openapi.json</a>, OpenAPI 3.1. These are its paths:</p>
<ul>${paths}</ul>
</main>
</noscript>
<script id="api-reference" type="application/json" data-url="/openapi.json" data-configuration="${CONFIGURATION}"></script>
<script src="/docs/assets/${reference().file}"></script>
</body>
</html>`;
}
