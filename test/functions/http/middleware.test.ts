import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "aws-lambda";
import { expect, test } from "vitest";
import { fenrunHandler } from "../../../functions/_platform/middleware.ts";

test("middleware: a function that runs out of time is ended by Lambda alone, as a whole", async () => {
  const handler = fenrunHandler(() => new Promise<never>(() => {}));
  const context = { awsRequestId: "1", getRemainingTimeInMillis: () => 10 } as Context;
  const answer = handler({}, context).then(
    () => "answered",
    (error) => `failed: ${error}`,
  );
  expect(await Promise.race([answer, pause(60, "still at work")])).toBe("still at work");
});
