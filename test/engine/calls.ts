import { once } from "node:events";
import { type Agent, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse, request as sendRequest } from "node:http";
import { crc32 } from "node:zlib";
import type { Refusal } from "./refusals.ts";

/** A call to DynamoDB. */
export interface Call {
  /** Such as GetItem. */
  readonly operation: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What DynamoDB says to it. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

type Json = Readonly<Record<string, unknown>>;

/** Reads a call to its end. */
export async function readCall(incoming: IncomingMessage): Promise<Call> {
  const operation = String(incoming.headers["x-amz-target"]).split(".")[1] ?? "";
  return { operation, headers: incoming.headers, body: await readAll(incoming) };
}

/** Sends a call on, with its own or another body. */
export async function send(target: string, agent: Agent, { headers }: Call, body: Buffer): Promise<Answer> {
  const { host, connection, "content-length": _, ...passed } = headers;
  const outgoing = sendRequest(target, { method: "POST", agent, headers: { ...passed, "content-length": body.length } });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
  return answerOf(incoming.statusCode ?? 500, incoming.headers, await readAll(incoming));
}

/** Reads some of the keys, at least one, and hands the others back as unprocessed; a read of a single key is done whole. */
export async function readPartly(request: Json, share: number, read: (body: Buffer) => Promise<Answer>): Promise<Answer> {
  const [[table, asked] = ["", { Keys: [] }]] = Object.entries(request.RequestItems as Record<string, { Keys: readonly unknown[] }>);
  const count = Math.max(1, Math.floor(asked.Keys.length * share));
  const part = (Keys: readonly unknown[]) => ({ [table]: { ...asked, Keys } });
  const answer = await read(toBody({ ...request, RequestItems: part(asked.Keys.slice(0, count)) }));
  if (answer.status !== 200 || count === asked.Keys.length) return answer;
  const told = JSON.parse(answer.body.toString("utf8")) as Json;
  return answerOf(answer.status, answer.headers, toBody({ ...told, UnprocessedKeys: part(asked.Keys.slice(count)) }));
}

/** An answer whose length and checksum are those of its body. */
function answerOf(status: number, { connection, "transfer-encoding": _, ...headers }: IncomingHttpHeaders, body: Buffer): Answer {
  return { status, headers: { ...headers, "content-length": String(body.length), "x-amz-crc32": String(crc32(body)) }, body };
}

/** Answers with a refusal. */
export function refuse(response: ServerResponse, { status, body }: Refusal): void {
  reply(response, answerOf(status, { "content-type": "application/x-amz-json-1.0" }, toBody(body)));
}

/** Answers. */
export function reply(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers);
  response.end(body);
}

/** JSON as it is sent. */
export const toBody = (json: unknown): Buffer => Buffer.from(JSON.stringify(json));

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
