import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** Answers a request. */
export type Answer = (request: Request) => Promise<Response>;

/** A server on the loopback interface. */
export interface HttpServer {
  /** Such as http://localhost:4000. */
  readonly url: string;
  /** From now on requests are answered so. */
  answerBy(answer: Answer): void;
  stop(): Promise<void>;
}

/** Another program listens at the port. */
export class PortTakenError extends Error {
  override readonly name = "PortTakenError";
}

/**
 * Listens, and lets requests wait until it is said how they are answered.
 * @param port 0 takes one that is free.
 * @throws PortTakenError where another program has it.
 */
export async function listen(port: number): Promise<HttpServer> {
  const { promise: answer, resolve: answerBy } = Promise.withResolvers<Answer>();
  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing, answer).catch((error: unknown) => {
      process.stderr.write(`a request could not be answered: ${String(error)}\n`);
      outgoing.destroy();
    });
  });
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") {
      throw new PortTakenError(
        `port ${port} is taken by another program: end it, or choose another port, such as PORT=${port + 1}, or PORT=0 for any`,
      );
    }
    throw error;
  }
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  return {
    url: `http://localhost:${address.port}`,
    answerBy,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function handle(incoming: IncomingMessage, outgoing: ServerResponse, answer: Promise<Answer>): Promise<void> {
  const response = await (await answer)(await toRequest(incoming));
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of response.headers) if (name !== "set-cookie") headers[name] = value;
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) headers["set-cookie"] = cookies;
  outgoing.writeHead(response.status, headers);
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const { method = "GET", url = "/" } = incoming;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) if (value !== undefined) headers.set(name, [value].flat().join(", "));
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const hasBody = chunks.length > 0 && method !== "GET" && method !== "HEAD";
  return new Request(`http://${headers.get("host") ?? "localhost"}${url}`, {
    method,
    headers,
    ...(hasBody && { body: Buffer.concat(chunks) }),
  });
}
