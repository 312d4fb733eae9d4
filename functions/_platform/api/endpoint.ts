import type * as z from "zod";
import type { Person } from "../../../shared/access/policy.ts";
import type { HttpContext } from "../http/context.ts";
import type { Route } from "../http/route.ts";
import type { Wiring } from "../wiring.ts";
import { type Pay, payIn } from "./money.ts";
import { readBody } from "./parse-body.ts";
import { readQuery } from "./parse-request.ts";
import { personOf } from "./request-context.ts";

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
export interface Endpoint extends Route, Description {
  /** The heading under which OpenAPI lists it. */
  readonly tag: string;
  readonly query?: z.ZodObject | undefined;
  /** Variables of the path that are more than OpenAPI says of their names. */
  readonly parameters?: () => Readonly<Record<string, z.ZodType>>;
  /** Where a file may be sent: what it is by media type. The handler reads it (readUpload). */
  readonly files?: () => Readonly<Record<string, z.ZodType>>;
  /** Undefined in a deployed bundle, which leaves `*.response.ts` out: nothing there may read it. */
  readonly response: z.ZodType | undefined;
  /** What the 202 answers with, where it is something else. */
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

/** A response with a status or headers of its own. */
export class Reply<Resource> {
  readonly resource: Resource;
  readonly status: 200 | 201 | 202;
  readonly headers: Readonly<Record<string, string>>;

  constructor(resource: Resource, status: 200 | 201 | 202, headers: Readonly<Record<string, string>> = {}) {
    this.resource = resource;
    this.status = status;
    this.headers = headers;
  }
}

/** What was created, and where it stands. */
export const created = <Resource>(location: string, resource: Resource): Reply<Resource> => new Reply(resource, 201, { location });

type Result<Resource> = Resource | Reply<Resource> | Response;

type Definition<Path extends string, Body extends z.ZodType, Query extends z.ZodObject, Answer extends z.ZodType> = Omit<
  Endpoint,
  "path" | "body" | "query" | "response" | "handle"
> & {
  readonly path: Path;
  readonly body?: Body;
  readonly query?: Query;
  /** What it answers with: OpenAPI describes it, and the compiler holds the handler to it. */
  readonly response: Answer;
  handle(request: EndpointRequest<Path, z.output<Body>, z.output<Query>>): Result<z.output<Answer>> | Promise<Result<z.output<Answer>>>;
};

/** Defines an endpoint: its address, access, description and handler. What the handler returns is sent as JSON. */
export function endpoint<Path extends string, Body extends z.ZodType, Query extends z.ZodObject, Answer extends z.ZodType>(
  definition: Definition<Path, Body, Query, Answer>,
): Endpoint {
  const { handle, ...described } = definition;
  return {
    ...described,
    handle: async (context, deps) => {
      const query = (definition.query && readQuery(context, definition.query)) as z.output<Query>;
      const body = (definition.body && (await readBody(context, definition.body))) as z.output<Body>;
      const params = context.req.param() as Readonly<Record<ParamsOf<Path>, string>>;
      return send(context, await handle(requestOf(context, { query, body, params, deps })));
    },
  };
}

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

function send(context: HttpContext, result: unknown): Response {
  if (result instanceof Response) return result;
  if (!(result instanceof Reply)) return context.json(result as object);
  for (const [name, value] of Object.entries(result.headers)) context.header(name, value);
  return context.json(result.resource as object, result.status);
}
