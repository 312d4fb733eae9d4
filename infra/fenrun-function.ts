import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Alias, Architecture, type CfnFunction, Code, Function as LambdaFunction, Runtime, Tracing } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { type BundledFile, bundleOf, hashOfCode } from "./bundles.ts";
import { acceptWildcard } from "./nag-suppressions.ts";
import { ENTRY_METADATA } from "./template.ts";

/** From 1769 MB on a function has a whole processor. */
export const ONE_PROCESSOR_MB = 1769;

/** The alias of the version that is called. */
const LIVE = "live";

/** The gateway waits for 30 seconds; who answers later answers nobody. */
export const BEHIND_GATEWAY = Duration.seconds(29);

export interface FenrunFunctionProps {
  /** The folder under functions/ that holds handler.ts. */
  readonly name: string;
  readonly description: string;
  readonly memoryMb: number;
  readonly timeout: Duration;
  readonly environment: Readonly<Record<string, string>>;
  /** Files that the function reads beside its code. */
  readonly bundledFiles?: readonly BundledFile[];
}

/** A Lambda function from functions/NAME/handler.ts: Node.js 24 on arm64, bundled as one ES module, traced, with its own log group and role. */
export class FenrunFunction extends Construct {
  readonly function: LambdaFunction;
  readonly timeout: Duration;
  readonly role: Role;
  /** Of the code alone; the same for all code that isn't bundled. */
  readonly codeHash: string;
  #live: Alias | undefined;

  constructor(scope: Construct, id: string, props: FenrunFunctionProps) {
    super(scope, id);
    const entry = `functions/${props.name}/handler.ts`;
    this.timeout = props.timeout;

    const logGroup = new LogGroup(this, "Logs", { retention: RetentionDays.SIX_MONTHS, removalPolicy: RemovalPolicy.DESTROY });
    // A role of its own, because the managed policy that CDK would attach may write to every log group of the account.
    this.role = new Role(this, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    logGroup.grantWrite(this.role);

    // Where nothing is deployed, nobody reads the code: a line stands for it, which takes no folder to copy.
    const isBundled = Stack.of(this).bundlingRequired;
    const purpose = this.node.tryGetContext("bundleFor") === "check" ? "check" : "deploy";
    this.codeHash = isBundled ? hashOfCode(props.name, purpose) : "not bundled";
    this.function = new LambdaFunction(this, "Function", {
      description: props.description,
      // With the SDK in it: the runtime's own changes without notice, and versions differ in speed by a factor.
      code: isBundled ? Code.fromAsset(bundleOf(props.name, purpose, props.bundledFiles)) : Code.fromInline("// not bundled"),
      handler: "index.handler",
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMb,
      timeout: props.timeout,
      tracing: Tracing.ACTIVE,
      logGroup,
      role: this.role,
      environment: { ...props.environment, NODE_OPTIONS: "--enable-source-maps" },
      // Earlier versions stay: a close goes on with those that began it, and the alias can be led back to one.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
    });
    (this.function.node.defaultChild as CfnFunction).addMetadata(ENTRY_METADATA, entry);
    acceptWildcard(this.role, "*", "X-Ray's two actions for sending traces know no resources.");
  }

  /** What queues, the gateway and operators call: the alias of the version that was deployed last, or that it was led back to. */
  get live(): Alias {
    this.#live ??= new Alias(this, "Live", { aliasName: LIVE, version: this.function.currentVersion });
    return this.#live;
  }
}
