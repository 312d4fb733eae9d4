import { compress } from "hono/compress";
import { etag } from "hono/etag";
import { createApp } from "../_platform/http/app.ts";
import { httpHandler } from "../_platform/http/event.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";
import { addAccountRoutes } from "./routes/account.ts";
import { addDocsRoutes } from "./routes/docs.ts";
import { addMonthRoutes } from "./routes/months.ts";
import { addStatementRoutes } from "./routes/statements.ts";

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
