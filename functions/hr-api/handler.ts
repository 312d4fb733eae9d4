import { compress } from "hono/compress";
import { etag } from "hono/etag";
import { createApp } from "../_platform/http/app.ts";
import { httpHandler } from "../_platform/http/lambda-handler.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";
import { ENDPOINTS } from "./endpoints.ts";

/** Answers HR's API. */
export const createHandler = (wiring: () => Wiring) =>
  httpHandler(createApp({ kind: "api", routes: ENDPOINTS, wiring, use: [compress(), etag()] }));

/** For Lambda. */
export const handler = createHandler(wiring);
