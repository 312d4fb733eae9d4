import type { Template } from "../template.ts";
import { readRoutes } from "./http/read-routes.ts";
import { createResolver } from "./intrinsics.ts";
import { nameResources } from "./names.ts";
import { type Readable, readConsumer, readFunction, readMaxReceiveCount, readRule, readStateMachine, readTable } from "./resources.ts";
import type { Wiring } from "./wiring.ts";

/**
 * Reads from the synthesized template what runs on one machine: table, bus, functions, queues, rules, routes, state machine.
 * @param tableName what to call the table; by default by its logical id.
 * @throws Error, with the resource and the property, at anything in the wiring that this runner does not understand: what
 *   runs here must not differ silently from what is deployed.
 */
export function readWiring(template: Template, tableName?: string): Wiring {
  const names = nameResources(template, tableName);
  const resolve = createResolver(template, (logicalId) => names.get(logicalId));
  const each = (type: string): Readable[] =>
    Object.entries(template.Resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([logicalId, resource]) => ({ logicalId, resource, name: names.get(logicalId), resolve }));

  const functions = each("AWS::Lambda::Function").map(readFunction);
  const maxReceiveCounts = new Map(each("AWS::SQS::Queue").map((queue) => [queue.name?.arn ?? "", readMaxReceiveCount(queue)]));
  const consumers = each("AWS::Lambda::EventSourceMapping").map((mapping) => readConsumer(mapping, maxReceiveCounts));
  const rules = each("AWS::Events::Rule").map(readRule);
  const routes = readRoutes(each);
  const wiring: Wiring = {
    table: readTable(only(each("AWS::DynamoDB::Table"), "table")),
    busName: only(each("AWS::Events::EventBus"), "event bus").name?.ref ?? "",
    stateMachine: readStateMachine(only(each("AWS::StepFunctions::StateMachine"), "state machine")),
    functions,
    consumers,
    rules,
    routes,
  };
  checkConnections(wiring);
  return wiring;
}

/** Every rule must lead to a queue that is read, every mapping to a function, and no queue may be read twice. */
function checkConnections({ functions, consumers, rules, routes, busName }: Wiring): void {
  for (const { key, functionName } of routes) {
    if (!functions.some(({ name }) => name === functionName))
      throw new Error(`${key} leads to ${functionName}, which is no function of the template`);
  }
  for (const { functionName } of consumers) {
    if (!functions.some(({ name }) => name === functionName))
      throw new Error(`A queue is read by ${functionName}, which is no function of the template`);
  }
  const read = new Set(consumers.map(({ queueArn }) => queueArn));
  if (read.size < consumers.length) throw new Error("The local runner knows one function for each queue");
  for (const rule of rules) {
    const unread = rule.queueArns.find((queueArn) => !read.has(queueArn));
    if (unread !== undefined) throw new Error(`${rule.name}: its target ${unread} is no queue that a function reads from`);
    if (rule.pattern && rule.busName !== busName) throw new Error(`${rule.name}: the local runner knows patterns on ${busName} only`);
  }
}

function only(found: readonly Readable[], what: string): Readable {
  const [first, second] = found;
  if (!first || second) throw new Error(`The local runner knows templates with one ${what}; this one has ${found.length}`);
  return first;
}
