import { compress } from "hono/compress";
import { etag } from "hono/etag";
import { createApp } from "../_platform/http/app.ts";
import { httpHandler } from "../_platform/http/lambda-handler.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";
import { docsPages } from "./docs/pages.ts";
import { ENDPOINTS } from "./endpoints.ts";

/** Answers the API, and describes it. */
export const createHandler = (wiring: () => Wiring) =>
  httpHandler(createApp({ kind: "api", routes: [...ENDPOINTS, ...docsPages], wiring, use: [compress(), etag()] }));

/** For Lambda. */
export const handler = createHandler(wiring);
