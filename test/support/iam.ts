import type { Template } from "aws-cdk-lib/assertions";

// biome-ignore lint/suspicious/noExplicitAny: CloudFormation, which has no shape of its own here.
type Properties = Record<string, any>;

/** A statement of a policy, its resources and values as plain texts. */
export interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: unknown;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A request as IAM sees it: who asks, for what, and the context keys that conditions look at. */
export interface IamRequest {
  /** `Service:sns.amazonaws.com`, `AWS:arn…`; of no meaning to a policy of a role, which has no principals. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

export type IamDecision = "allowed" | "denied" | "not granted";

/**
 * Decides on a request by the rule of IAM: a Deny that matches wins, without an Allow nothing is granted. It knows the
 * operators that the stack uses, and throws at any other, so that no condition is passed over.
 */
export function evaluatePolicy(statements: readonly Statement[], request: IamRequest): IamDecision {
  const matching = statements.filter((statement) => matches(statement, request));
  if (matching.some(({ Effect }) => Effect === "Deny")) return "denied";
  return matching.some(({ Effect }) => Effect === "Allow") ? "allowed" : "not granted";
}

function matches(statement: Statement, { principal, action, resource, context = {} }: IamRequest): boolean {
  if (statement.Principal !== undefined && !principalsOf(statement.Principal).some((each) => each === "*" || each === principal))
    return false;
  if (!list(statement.Action).some((pattern) => isLike(pattern, action, { ignoreCase: true }))) return false;
  const isOn = statement.NotResource === undefined;
  const named = list(isOn ? statement.Resource : statement.NotResource).some((pattern) => isLike(pattern, resource));
  if (named !== isOn) return false;
  return Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) => holds(operator, context[key], list(expected))),
  );
}

function principalsOf(principal: unknown): string[] {
  if (typeof principal === "string") return [principal];
  return Object.entries(principal as Record<string, string | string[]>).flatMap(([kind, values]) =>
    list(values).map((value) => (kind === "AWS" && value === "*" ? "*" : `${kind}:${value}`)),
  );
}

/** Operators with ForAnyValue and ForAllValues before them; of an absent key nothing holds, but for ForAllValues, Null and what is negated. */
function holds(operator: string, actual: string | readonly string[] | undefined, expected: readonly string[]): boolean {
  const [, quantifier, name = operator] = /^(?:(ForAnyValue|ForAllValues):)?(\w+)$/.exec(operator) ?? [];
  if (name === "Null") return expected.includes(String(actual === undefined));
  if (name === "ArnNotEquals") return !holds("ArnEquals", actual, expected);
  const compare = COMPARISONS[name];
  if (compare === undefined) throw new Error(`the evaluator does not know ${operator}`);
  const values = actual === undefined ? [] : list(actual);
  const isMet = (value: string) => expected.some((each) => compare(each, value));
  if (quantifier === "ForAllValues") return values.every(isMet);
  return values.some(isMet);
}

const COMPARISONS: Readonly<Record<string, (expected: string, actual: string) => boolean>> = {
  Bool: (expected, actual) => expected.toLowerCase() === actual.toLowerCase(),
  StringEquals: (expected, actual) => expected === actual,
  StringLike: (expected, actual) => isLike(expected, actual),
  ArnEquals: (expected, actual) => isLike(expected, actual),
  ArnLike: (expected, actual) => isLike(expected, actual),
};

function isLike(pattern: string, text: string, { ignoreCase = false } = {}): boolean {
  const flags = ignoreCase ? "is" : "s";
  const known = PATTERNS.get(`${flags} ${pattern}`);
  if (known !== undefined) return known.test(text);
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  const compiled = new RegExp(`^${source}$`, flags);
  PATTERNS.set(`${flags} ${pattern}`, compiled);
  return compiled.test(text);
}

/** Patterns of policies, compiled once: a guarded table asks for each row. */
const PATTERNS = new Map<string, RegExp>();

const list = <Value>(value: Value | readonly Value[] | undefined): readonly Value[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as Value];

/** The account and region that stand for those where the stack is deployed. */
export const ACCOUNT = "111122223333";
const PSEUDO: Readonly<Record<string, string>> = {
  "AWS::AccountId": ACCOUNT,
  "AWS::Region": "eu-central-1",
  "AWS::Partition": "aws",
  "AWS::URLSuffix": "amazonaws.com",
};

/** A resource's name in the evaluator's texts: its ARN, whatever CloudFormation's Ref and GetAtt call it. */
export const arnIn = (logicalId: string): string => `arn:${logicalId}`;

/** A value of a template with its references as texts; what is no ARN is `LogicalId.Attribute`. */
export function resolveTemplate(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(resolveTemplate);
  if (value === null || typeof value !== "object") return value;
  const { Ref, "Fn::GetAtt": attribute, "Fn::Join": join } = value as Properties;
  if (typeof Ref === "string") return PSEUDO[Ref] ?? arnIn(Ref);
  if (attribute !== undefined) return attribute[1] === "Arn" ? arnIn(attribute[0]) : `${attribute[0]}.${attribute[1]}`;
  if (join !== undefined) return (join[1] as unknown[]).map(resolveTemplate).join(join[0]);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, resolveTemplate(member)]));
}

/** The statements of a policy document in a template. */
export const statementsIn = (document: Properties): Statement[] => resolveTemplate(document.Statement) as Statement[];

/** The statements of all policies of a type that belong to a resource: a topic's, a queue's, a bucket's. */
export function resourcePolicy(template: Template, type: string, isOf: (properties: Properties) => boolean): Statement[] {
  return Object.values(template.findResources(type))
    .filter(({ Properties }) => isOf(Properties))
    .flatMap(({ Properties }) => statementsIn(Properties.PolicyDocument));
}

/** The statements of the role that a function of the template runs under. @param functionName as its folder is called. */
export function rolePolicy(resources: Properties, functionName: string): Statement[] {
  const all = Object.values(resources);
  const found = all.find(({ Metadata }) => Metadata?.["fenrun:entry"] === `functions/${functionName}/handler.ts`);
  if (found === undefined) throw new Error(`no function ${functionName}`);
  const role = found.Properties.Role["Fn::GetAtt"][0];
  return all
    .filter(({ Type, Properties }) => Type === "AWS::IAM::Policy" && Properties.Roles.some(({ Ref }: Properties) => Ref === role))
    .flatMap(({ Properties }) => statementsIn(Properties.PolicyDocument));
}
