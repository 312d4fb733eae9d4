import { ownValue } from "../../shared/base/json/own-value.ts";
import type { Template } from "../template.ts";

/** Account and region of everything on this machine. */
export const LOCAL_ACCOUNT = "000000000000";
export const LOCAL_REGION = "us-east-1";

/** The credentials of every call: nobody checks them, and no real ones may be used by mistake. */
export const LOCAL_CREDENTIALS = { accessKeyId: "local", secretAccessKey: "local" };

/** What a resource is called here: what Ref and Fn::GetAtt give. */
export interface ResourceName {
  readonly ref: string;
  readonly arn: string;
  /** Attributes other than the ARN. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Turns a value of the template with intrinsic functions into a plain one. */
export type Resolve = (value: unknown, path: string) => unknown;

/**
 * Gives the function that resolves a template's intrinsics, as far as the wiring uses them.
 * @param nameOf the name of the resource with a logical id, or undefined for one that has none on this machine.
 * @returns a function that throws, with the path, at any intrinsic or reference that it does not understand: a value
 *   half understood would be wiring half missing.
 */
export function createResolver(template: Template, nameOf: (logicalId: string) => ResourceName | undefined): Resolve {
  const resolve: Resolve = (value, path) => {
    if (Array.isArray(value)) return value.map((item, index) => resolve(item, `${path}[${index}]`));
    if (value === null || typeof value !== "object") return value;
    const entries = Object.entries(value);
    const [key, argument] = entries[0] ?? [];
    if (entries.length === 1 && key !== undefined && (key === "Ref" || key.startsWith("Fn::") || key === "Condition")) {
      return evaluate(key, argument, path);
    }
    return Object.fromEntries(entries.map(([name, item]) => [name, resolve(item, `${path}.${name}`)]));
  };

  function evaluate(key: string, argument: unknown, path: string): unknown {
    switch (key) {
      case "Ref":
        return refer(String(argument), path);
      case "Fn::GetAtt":
        return attribute(Array.isArray(argument) ? argument.join(".") : String(argument), path);
      case "Fn::Join":
        return join(argument, path);
      case "Fn::Select":
        return select(argument, path);
      case "Fn::Split":
        return split(argument, path);
      case "Fn::Sub":
        return substitute(argument, path);
      default:
        throw new Error(`${path}: the local runner does not understand ${key}`);
    }
  }

  function refer(name: string, path: string): string {
    const pseudo = ownValue(PSEUDO_PARAMETERS, name);
    if (pseudo !== undefined) return pseudo;
    return named(name, path).ref;
  }

  function attribute(reference: string, path: string): string {
    const [logicalId = "", ...rest] = reference.split(".");
    const attribute = rest.join(".");
    const value = attribute === "Arn" ? named(logicalId, path).arn : nameOf(logicalId)?.attributes?.[attribute];
    if (value === undefined) throw new Error(`${path}: the local runner does not know ${reference}`);
    return value;
  }

  function named(logicalId: string, path: string): ResourceName {
    const name = nameOf(logicalId);
    if (name) return name;
    const type = template.Resources[logicalId]?.Type ?? "no resource of this template";
    throw new Error(`${path}: the local runner has no name for ${logicalId} (${type})`);
  }

  function join(argument: unknown, path: string): string {
    const [delimiter, parts] = Array.isArray(argument) ? argument : [];
    if (typeof delimiter !== "string" || !Array.isArray(parts)) throw new Error(`${path}: not a valid Fn::Join`);
    return parts.map((part, index) => String(resolve(part, `${path}[${index}]`))).join(delimiter);
  }

  function select(argument: unknown, path: string): unknown {
    const [index, list] = Array.isArray(argument) ? argument : [];
    const items = resolve(list, path);
    const found = Array.isArray(items) ? items[Number(index)] : undefined;
    if (found === undefined) throw new Error(`${path}: not a valid Fn::Select`);
    return found;
  }

  function split(argument: unknown, path: string): string[] {
    const [delimiter, text] = Array.isArray(argument) ? argument : [];
    if (typeof delimiter !== "string") throw new Error(`${path}: not a valid Fn::Split`);
    return String(resolve(text, path)).split(delimiter);
  }

  function substitute(argument: unknown, path: string): string {
    if (typeof argument !== "string") throw new Error(`${path}: the local runner does not understand Fn::Sub with variables`);
    return argument.replace(/\$\{([^}]*)\}/g, (_, inner: string) => {
      if (inner.startsWith("!")) return `\${${inner.slice(1)}}`;
      return inner.includes(".") ? attribute(inner, path) : refer(inner, path);
    });
  }

  return resolve;
}

const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  "AWS::AccountId": LOCAL_ACCOUNT,
  "AWS::Region": LOCAL_REGION,
  "AWS::Partition": "aws",
  "AWS::URLSuffix": "amazonaws.com",
  "AWS::StackName": "Fenrun",
};
