import { dirname, join } from "node:path";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, type CfnFunction, Runtime, Tracing } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction, OutputFormat } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Duration, RemovalPolicy } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { acceptWildcard } from "./nag-suppressions.ts";
import { ENTRY_METADATA } from "./template.ts";

/** From 1769 MB on a function has a whole processor. */
export const ONE_PROCESSOR_MB = 1769;

const PROJECT_ROOT = join(import.meta.dirname, "..");

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

/** A file that is copied beside a function's code. */
export interface BundledFile {
  /** From the project's root. */
  readonly from: string;
  /** In the folder of the code. */
  readonly to: string;
}

/** A Lambda function from functions/NAME/handler.ts: Node.js 24 on arm64, bundled as one ES module, traced, with its own log group and role. */
export class FenrunFunction extends Construct {
  readonly function: NodejsFunction;
  readonly timeout: Duration;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: FenrunFunctionProps) {
    super(scope, id);
    const entry = `functions/${props.name}/handler.ts`;
    this.timeout = props.timeout;

    const logGroup = new LogGroup(this, "Logs", { retention: RetentionDays.SIX_MONTHS, removalPolicy: RemovalPolicy.DESTROY });
    // A role of its own, because the managed policy that CDK would attach may write to every log group of the account.
    this.role = new Role(this, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    logGroup.grantWrite(this.role);

    this.function = new NodejsFunction(this, "Function", {
      description: props.description,
      entry: join(PROJECT_ROOT, entry),
      handler: "handler",
      projectRoot: PROJECT_ROOT,
      depsLockFilePath: join(PROJECT_ROOT, "package-lock.json"),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMb,
      timeout: props.timeout,
      tracing: Tracing.ACTIVE,
      logGroup,
      role: this.role,
      environment: { ...props.environment, NODE_OPTIONS: "--enable-source-maps" },
      bundling: {
        format: OutputFormat.ESM,
        target: "node24",
        mainFields: ["module", "main"],
        minify: true,
        sourceMap: true,
        // Stack traces name lines of the source; its text would only make the bundle larger.
        sourcesContent: false,
        // The runtime's own SDK changes without notice, and versions differ in speed by a factor: ours is the one that was tested.
        bundleAwsSDK: true,
        // Some CommonJS packages call require() for Node's own modules, which an ES module doesn't have.
        banner: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);",
        commandHooks: {
          beforeBundling: () => [],
          beforeInstall: () => [],
          afterBundling: (inputFolder, outputFolder) =>
            (props.bundledFiles ?? []).flatMap(({ from, to }) => [
              `mkdir -p "${dirname(join(outputFolder, to))}"`,
              `cp "${join(inputFolder, from)}" "${join(outputFolder, to)}"`,
            ]),
        },
      },
    });
    (this.function.node.defaultChild as CfnFunction).addMetadata(ENTRY_METADATA, entry);
    acceptWildcard(this.role, "*", "X-Ray's two actions for sending traces know no resources.");
  }
}
