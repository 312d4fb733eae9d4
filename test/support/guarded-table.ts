import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Key, KeyRange } from "../../functions/_platform/dynamodb/keys.ts";
import { type Action, type Item, Table, type TransactionResult } from "../../functions/_platform/dynamodb/table.ts";
import { readCdkContext, readConfig } from "../../infra/config.ts";
import { readTemplate } from "../../infra/local/cached-template.ts";
import { arnIn, evaluatePolicy, rolePolicy, type Statement } from "./iam.ts";

/** The table as a function of the stack may use it: what its role doesn't allow fails as DynamoDB would refuse it. */
export class GuardedTable extends Table {
  readonly #role: Role;

  constructor(role: Role, ...table: ConstructorParameters<typeof Table>) {
    super(...table);
    this.#role = role;
  }

  override async get(key: Key): Promise<Item | undefined> {
    this.#check("GetItem", key.pk);
    return super.get(key);
  }

  override async getAll(keys: readonly Key[]): Promise<Item[]> {
    for (const { pk } of keys) this.#check("BatchGetItem", pk);
    return super.getAll(keys);
  }

  override async *pages(range: KeyRange, order?: Parameters<Table["pages"]>[1]): AsyncGenerator<Item[]> {
    this.#check("Query", range.pk);
    yield* super.pages(range, order);
  }

  override async put(input: Parameters<Table["put"]>[0]): Promise<boolean> {
    this.#checkAction({ Put: input as NonNullable<Action["Put"]> });
    return super.put(input);
  }

  override async update(input: Parameters<Table["update"]>[0]): Promise<boolean> {
    this.#checkAction({ Update: input as NonNullable<Action["Update"]> });
    return super.update(input);
  }

  override async transact(actions: readonly Action[]): Promise<TransactionResult> {
    for (const action of actions) this.#checkAction(action);
    return super.transact(actions);
  }

  #checkAction({ Put, Update, Delete, ConditionCheck }: Action): void {
    if (Put) this.#check("PutItem", String(Put.Item?.pk), [...Object.keys(Put.Item ?? {}), ...namesIn(Put)]);
    if (Update) this.#check("UpdateItem", String(Update.Key?.pk), namesIn(Update));
    if (Delete) this.#check("DeleteItem", String(Delete.Key?.pk), namesIn(Delete));
    if (ConditionCheck) this.#check("ConditionCheckItem", String(ConditionCheck.Key?.pk), namesIn(ConditionCheck));
  }

  #check(action: string, pk: string, attributes: readonly string[] = []): void {
    const context = { "dynamodb:LeadingKeys": [pk], "dynamodb:Attributes": attributes };
    const request = { principal: "", action: `dynamodb:${action}`, resource: this.#role.tableArn, context };
    const decision = evaluatePolicy(this.#role.statements, request);
    if (decision === "allowed") return;
    throw Object.assign(new Error(`${this.#role.name} may not ${action} in ${pk}: ${decision}`), { name: "AccessDeniedException" });
  }
}

interface Expressions {
  readonly UpdateExpression?: string | undefined;
  readonly ConditionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
}

/** The attributes that expressions name; words of the language itself are no attributes that a policy would name. */
function namesIn({ UpdateExpression = "", ConditionExpression = "", ExpressionAttributeNames = {} }: Expressions): string[] {
  const words = `${UpdateExpression} ${ConditionExpression}`.match(/(?<![:\w])[#\w]+/g) ?? [];
  return words.map((word) => ExpressionAttributeNames[word] ?? word);
}

/** What a function's role says, and how it calls the table. */
export interface Role {
  readonly name: string;
  readonly tableArn: string;
  readonly statements: readonly Statement[];
}

let roles: Promise<(functionName: string) => Role> | undefined;

/** The roles of the stack's functions, read once for all files of a process. */
export function readRoles(): Promise<(functionName: string) => Role> {
  roles ??= (async () => {
    const context = readCdkContext();
    const { Resources } = await readTemplate(readConfig((key) => context[key]));
    const [table = ""] = Object.entries(Resources).find(([, { Type }]) => Type === "AWS::DynamoDB::Table") ?? [];
    const known = new Map<string, Role>();
    return (name: string) => {
      const role = known.get(name) ?? { name, tableArn: arnIn(table), statements: rolePolicy(Resources, name) };
      known.set(name, role);
      return role;
    };
  })();
  return roles;
}

/** The table as a function may use it. */
export async function openGuarded(functionName: string, client: DynamoDBClient, name: string, pause: Table["pause"]): Promise<Table> {
  return new GuardedTable((await readRoles())(functionName), client, name, pause);
}
