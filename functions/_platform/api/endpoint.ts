import { createHash } from "node:crypto";
import type * as z from "zod";
import type { Person } from "../../../shared/access/policy.ts";
import type { HttpContext, Route } from "../http/route.ts";
import type { Wiring } from "../wiring.ts";
import { encodeResponse, type Source } from "./encode-response.ts";
import { type Pay, payIn } from "./money.ts";
import { personOf, readBody, readQuery } from "./request-context.ts";

/** What OpenAPI tells of an endpoint, or of one of its steps. */
interface Description {
  readonly summary: string;
  readonly description?: string;
  /** The JSON body, which is parsed before the handler is called. */
  readonly body?: z.ZodType | undefined;
  /** 200, unless something is created. */
  readonly status?: 201;
  /** Whether it may go on after the response, which is 202 then. */
  readonly continues?: boolean;
}

/** An endpoint of an API, as router, access matrix, OpenAPI and gateway read it. */
export interface Endpoint extends Definable {
  readonly tag: string;
}

interface Definable extends Route, Description {
  /** The heading under which OpenAPI lists it, where it isn't that of its list. */
  readonly tag?: string;
  readonly query?: z.ZodObject | undefined;
  /** Variables of the path that are more than OpenAPI says of their names. */
  readonly parameters?: () => Readonly<Record<string, z.ZodType>>;
  /** Where a file may be sent: what it is by media type. The handler reads it (readUpload). */
  readonly files?: () => Readonly<Record<string, z.ZodType>>;
  /** By which what the handler returns is encoded. */
  readonly response: z.ZodType;
  /** What the 202 answers with, where it is something else: it may go on after the response then. */
  readonly pendingResponse?: z.ZodType | undefined;
  /** Whether it is decided on a lock version, which may be sent as If-Match. */
  readonly hasLockVersion?: boolean;
  /** Where the path ends in `:step`: each step, by what stands in its place. The handler parses its body. */
  readonly steps?: Readonly<Record<string, Description>>;
  /** What the steps are of, where their names alone would not tell them from other steps. */
  readonly stepOf?: string;
}

/** What a handler is called with. */
export interface EndpointRequest<Path extends string, Body, Query> {
  readonly c: HttpContext;
  /** The variables of the path. */
  readonly params: Readonly<Record<ParamsOf<Path>, string>>;
  readonly query: Query;
  readonly body: Body;
  /** Who asks. @throws Error on a public endpoint, where nobody may be known. */
  readonly person: Person;
  readonly deps: Wiring;
  /** Writes amounts in the agency's currency. */
  readonly pay: Pay;
}

type ParamsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamsOf<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

interface ReplyOptions {
  readonly status: 200 | 201 | 202;
  readonly headers?: Readonly<Record<string, string>>;
  /** With it an ETag is sent that begins with it, so that it can be sent back as If-Match. */
  readonly lockVersion?: number;
}

/** A response with a status or headers of its own. */
export class Reply<Resource> {
  readonly resource: Resource;
  readonly options: ReplyOptions;

  constructor(resource: Resource, options: ReplyOptions) {
    this.resource = resource;
    this.options = options;
  }
}

/** What was created, and where it stands. */
export const created = <Resource>(location: string, resource: Resource): Reply<Resource> =>
  new Reply(resource, { status: 201, headers: { location } });

type Result<Resource> = Resource | Reply<Resource> | Response;

type Definition<Path extends string, Body extends z.ZodType, Query extends z.ZodObject, Answer extends z.ZodType> = Omit<
  Definable,
  "method" | "path" | "body" | "query" | "response" | "handle"
> & {
  /** The method and the path, such as `GET /v1/closes/:month`. */
  readonly route: `${Route["method"]} ${Path}`;
  readonly body?: Body;
  readonly query?: Query;
  /** What it answers with: OpenAPI describes it, what the handler returns is encoded by it, and the compiler holds the handler to that. */
  readonly response: Answer;
  handle(request: EndpointRequest<Path, z.output<Body>, z.output<Query>>): Result<Source<Answer>> | Promise<Result<Source<Answer>>>;
};

/** Defines an endpoint: its address, access, description and handler. What the handler returns is encoded by its response, and sent as JSON. */
export function endpoint<Path extends string, Body extends z.ZodType, Query extends z.ZodObject, Answer extends z.ZodType>(
  definition: Definition<Path, Body, Query, Answer>,
): Definable {
  const { handle, route, ...described } = definition;
  const [method, path] = route.split(" ") as [Route["method"], Path];
  return {
    ...described,
    method,
    path,
    handle: async (context, deps) => {
      const query = (definition.query && readQuery(context, definition.query)) as z.output<Query>;
      const body = (definition.body && (await readBody(context, definition.body))) as z.output<Body>;
      const params = context.req.param() as Readonly<Record<ParamsOf<Path>, string>>;
      const result = await handle(requestOf(context, { query, body, params, deps }));
      if (result instanceof Response) return result;
      const { resource, options } = result instanceof Reply ? result : new Reply(result, { status: 200 });
      // The currency is looked for where an amount is written: what is public asks for none.
      const encoded = encodeResponse(definition.response, resource as Source<Answer>, (amount) => payIn(deps.agency.currency)(amount));
      return send(context, encoded as object, options);
    },
  };
}

/** Endpoints that OpenAPI lists under a heading. */
export const tagged = (tag: string, endpoints: readonly Definable[]): readonly Endpoint[] => endpoints.map((each) => ({ tag, ...each }));

/** Who asks, and the currency, are looked for where a handler asks for them: not every endpoint needs them. */
function requestOf<Path extends string, Body, Query>(
  context: HttpContext,
  parsed: Pick<EndpointRequest<Path, Body, Query>, "query" | "body" | "params" | "deps">,
): EndpointRequest<Path, Body, Query> {
  return {
    c: context,
    ...parsed,
    get person() {
      return personOf(context);
    },
    get pay() {
      return payIn(parsed.deps.agency.currency);
    },
  };
}

function send(context: HttpContext, encoded: object, { status, headers = {}, lockVersion }: ReplyOptions): Response {
  for (const [name, value] of Object.entries(headers)) context.header(name, value);
  const body = JSON.stringify(encoded);
  // The rest names the response, since what a review finds changes with the facts around it.
  if (lockVersion !== undefined)
    context.header("etag", `"${lockVersion}.${createHash("sha256").update(body).digest("base64url").slice(0, 16)}"`);
  return context.body(body, status, { "content-type": "application/json" });
}
