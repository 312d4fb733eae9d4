import { type CfnElement, Stack, Validations } from "aws-cdk-lib/core";
import type { Construct } from "constructs";

/**
 * Accepts one wildcard in the policies under a construct, and says why. Only the very resource named is accepted; any
 * other wildcard that comes along still fails the synthesis.
 * @param resource as the rule names it: "*", or "<LogicalId.Arn>" and what follows; see arnOf.
 */
export function acceptWildcard(scope: Construct, resource: string, reason: string): void {
  Validations.of(scope).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason });
}

/** Accepts one of the AWS Solutions rules at one construct, and says why. */
export function accept(scope: Construct, rule: string, reason: string): void {
  Validations.of(scope).acknowledge({ id: rule, reason });
}

/** How the rule names the ARN of a construct's resource. */
export function arnOf(construct: Construct): string {
  return `<${Stack.of(construct).getLogicalId(construct.node.defaultChild as CfnElement)}.Arn>`;
}
