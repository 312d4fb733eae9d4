import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** The address of a service on this machine, for the SDK. */
export interface JsonEndpoint {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** What a service answers to a call; its name on the wire is that of the error's class in the SDK. */
export class ServiceRefusal extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/**
 * Answers calls of AWS's JSON protocols on the loopback interface.
 * @param calls what answers each, by its target, such as AWSEvents.PutEvents.
 */
export async function serveJson(calls: Readonly<Record<string, (body: unknown) => unknown>>): Promise<JsonEndpoint> {
  const server = createServer((request, response) => {
    answer(request, calls).then(
      (result) => reply(response, 200, result),
      (error: unknown) => {
        const refused = error instanceof ServiceRefusal;
        const type = refused ? error.type : "InternalException";
        reply(response, refused ? 400 : 500, { __type: type, message: error instanceof Error ? error.message : String(error) });
      },
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // It must not keep this process alive.
  server.unref();
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The service has no port");
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      server.close();
      // The SDK keeps its connections open for the next call.
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function answer(request: IncomingMessage, calls: Readonly<Record<string, (body: unknown) => unknown>>): Promise<unknown> {
  const target = String(request.headers["x-amz-target"]);
  const call = Object.hasOwn(calls, target) ? calls[target] : undefined;
  if (call === undefined) {
    const known = Object.keys(calls).map((name) => name.slice(name.indexOf(".") + 1));
    throw new ServiceRefusal("ValidationException", `Only ${known.join(" and ")} is known here, not ${target}`);
  }
  return call(JSON.parse(await readBody(request)));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": randomUUID() });
  response.end(JSON.stringify(body));
}
