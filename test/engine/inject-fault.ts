import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../../infra/local/sample-agency/prng.ts";
import { type Answer, type Call, readPartly, refuse, reply, toBody } from "./calls.ts";
import type { Fault } from "./faults.ts";
import { conflict, serverError, throttling } from "./refusals.ts";

/** Hands a call on, with its own or another body. */
export type Forward = (call: Call, body?: Buffer) => Promise<Answer>;

const MAX_DELAY_MS = 30;
/** Few enough for a long range to come in several pages. */
const MAX_ITEMS_A_PAGE = 5;

/**
 * Lets a fault injectFault a call, and answers it or not.
 * @returns false where there was nothing to injectFault: a read of a single key, or of a range that fits the page.
 */
export async function injectFault(
  fault: Fault,
  call: Call,
  response: ServerResponse,
  { forward, random }: { readonly forward: Forward; readonly random: Random },
): Promise<boolean> {
  const request = JSON.parse(call.body.toString("utf8")) as Readonly<Record<string, unknown>>;
  switch (fault) {
    case "throttled":
      refuse(response, throttling(random));
      return true;
    case "broken":
      refuse(response, serverError(random));
      return true;
    case "conflict":
      refuse(response, conflict(call.operation, request, random));
      return true;
    case "reset":
      response.destroy();
      return true;
    case "unheard":
      await forward(call);
      response.destroy();
      return true;
    case "cut": {
      const answer = await forward(call);
      response.writeHead(answer.status, answer.headers);
      response.write(answer.body.subarray(0, answer.body.length >> 1), () => response.destroy());
      return true;
    }
    case "twice":
      await forward(call);
      reply(response, await forward(call));
      return true;
    case "partial": {
      const answer = await readPartly(request, random.unit(), (part) => forward(call, part));
      reply(response, answer);
      return answer.body.includes('"UnprocessedKeys":{"');
    }
    case "paged": {
      const answer = await forward(call, toBody({ ...request, Limit: random.int(1, MAX_ITEMS_A_PAGE) }));
      reply(response, answer);
      return answer.body.includes('"LastEvaluatedKey"');
    }
    case "late":
      await sleep(random.int(1, MAX_DELAY_MS));
      reply(response, await forward(call));
      return true;
  }
}
