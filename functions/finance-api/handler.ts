import { compress } from "hono/compress";
import { etag } from "hono/etag";
import { createApp } from "../_platform/http/app.ts";
import { httpHandler } from "../_platform/http/event.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";

/** Answers finance's API. */
export const createHandler = (wiring: () => Wiring) => {
  const app = createApp({ on: "finance-api", wiring });
  app.use(compress(), etag());
  return httpHandler(app);
};

/** For Lambda. */
export const handler = createHandler(wiring);
