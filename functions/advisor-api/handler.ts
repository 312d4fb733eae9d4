import { compress } from "hono/compress";
import { etag } from "hono/etag";
import { createApp } from "../_platform/http/app.ts";
import { httpHandler } from "../_platform/http/lambda-handler.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";
import { addAccountRoutes } from "./account/endpoints.ts";
import { addMonthRoutes } from "./account/month-endpoints.ts";
import { addStatementRoutes } from "./account/statement-endpoints.ts";
import { addDocsRoutes } from "./docs/routes.ts";

/** Answers the API. */
export const createHandler = (wiring: () => Wiring) => {
  const app = createApp({ on: "api", wiring });
  app.use(compress(), etag());
  addAccountRoutes(app, wiring);
  addMonthRoutes(app, wiring);
  addStatementRoutes(app, wiring);
  addDocsRoutes(app);
  return httpHandler(app);
};

/** For Lambda. */
export const handler = createHandler(wiring);
