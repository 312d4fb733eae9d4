import { createHash } from "node:crypto";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IVersion } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import {
  CfnStateMachineVersion,
  DefinitionBody,
  JitterType,
  JsonPath,
  LogLevel,
  Map as MapState,
  type RetryProps,
  StateMachine,
  TaskInput,
} from "aws-cdk-lib/aws-stepfunctions";
import { LambdaInvoke } from "aws-cdk-lib/aws-stepfunctions-tasks";
import { ArnFormat, type CfnElement, Duration, RemovalPolicy, Stack } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import type { FenrunConfig } from "./config.ts";
import type { FenrunFunction } from "./fenrun-function.ts";
import { acceptWildcard, arnOf } from "./nag-suppressions.ts";

interface CloseSteps {
  /** Given the execution's input {month, requestedBy?, reason?, machine?, acceptCode?}; returns {month, period, shards}. */
  readonly beginClose: FenrunFunction;
  /** Given {month, period, shard}, once for each of the shards. */
  readonly gatherShard: FenrunFunction;
  /** Likewise, once all of them are gathered. */
  readonly settleShard: FenrunFunction;
  /** Given {month, period}; what it returns is the execution's output. */
  readonly finishClose: FenrunFunction;
}

interface CloseMonthProps {
  readonly steps: CloseSteps;
  /** What is deployed with the code that a close computes by. */
  readonly config: Pick<FenrunConfig, "agency" | "shards">;
}

/**
 * Closes a month: begin, gather what each shard contributes to others, settle each shard, finish. Every step is put-if-absent,
 * so that it can be tried again, and so can the whole execution. It speaks JSONPath, because the local runner does not
 * understand JSONata.
 *
 * Each version of the state machine calls the functions' versions of its own deployment, and all of them stay: whatever is
 * deployed meanwhile, a close that has begun goes on with the code that began it.
 */
export class CloseMonth extends Construct {
  readonly stateMachine: StateMachine;
  readonly #version: CfnStateMachineVersion;

  constructor(scope: Construct, id: string, { steps, config }: CloseMonthProps) {
    super(scope, id);
    const functions = Object.values(steps) as FenrunFunction[];
    const begin = LambdaInvoke.jsonPath(this, "BeginClose", {
      lambdaFunction: versionOf(steps.beginClose),
      ...DIRECT,
    }).addRetry(RETRY);

    const gather = this.#eachShard("GatherShard", versionOf(steps.gatherShard));
    const settle = this.#eachShard("SettleShard", versionOf(steps.settleShard));

    const finish = LambdaInvoke.jsonPath(this, "FinishClose", {
      lambdaFunction: versionOf(steps.finishClose),
      ...DIRECT,
      payload: TaskInput.fromObject({ month: JsonPath.stringAt("$.month"), period: JsonPath.objectAt("$.period") }),
    }).addRetry(RETRY);

    this.stateMachine = new StateMachine(this, "StateMachine", {
      comment: "Closes a month: input {month, requestedBy?, reason?}",
      definitionBody: DefinitionBody.fromChainable(begin.next(gather).next(settle).next(finish)),
      timeout: Duration.hours(6),
      tracingEnabled: true,
      logs: {
        destination: new LogGroup(this, "Logs", { retention: RetentionDays.ONE_YEAR, removalPolicy: RemovalPolicy.DESTROY }),
        level: LogLevel.ALL,
        includeExecutionData: true,
      },
    });
    acceptWildcard(this.stateMachine, "*", "The actions that deliver logs and send traces know no resources.");
    const codeHash = hashOf(functions, config);
    for (const { function: task } of functions) {
      task.addEnvironment("CLOSE_CODE_HASH", codeHash);
      // Executions of earlier versions call earlier versions: the version of this deployment alone would cut them off.
      this.stateMachine.addToRolePolicy(new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [`${task.functionArn}:*`] }));
      acceptWildcard(this.stateMachine, `${arnOf(task)}:*`, "Versions of the very functions that a close is made of.");
    }
    const { stateMachineArn, stateMachineRevisionId } = this.stateMachine;
    this.#version = new CfnStateMachineVersion(this, "Version", { stateMachineArn, stateMachineRevisionId });
    this.#version.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }

  /** The ARN of this deployment's version of the state machine. */
  get versionArn(): string {
    return this.#version.ref;
  }

  /** Calls a function for each shard. Neither a result nor the list of them is kept: 256 may be more than a state can hold. */
  #eachShard(id: string, lambdaFunction: IVersion): MapState {
    const task = LambdaInvoke.jsonPath(this, id, { lambdaFunction, ...DIRECT, resultPath: JsonPath.DISCARD });
    return MapState.jsonPath(this, `${id}s`, {
      itemsPath: "$.shards",
      itemSelector: {
        month: JsonPath.stringAt("$.month"),
        period: JsonPath.objectAt("$.period"),
        shard: JsonPath.numberAt("$$.Map.Item.Value"),
      },
      maxConcurrency: MAX_SHARDS_AT_ONCE,
      resultPath: JsonPath.DISCARD,
    }).itemProcessor(task.addRetry(RETRY));
  }

  /** Lets a function start closes and see how they go, and tells it where. */
  letStart(caller: FenrunFunction): void {
    const { stateMachineArn, stateMachineName } = this.stateMachine;
    const resourceName = `${stateMachineName}:*`;
    const executions = Stack.of(this).formatArn({
      service: "states",
      resource: "execution",
      resourceName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    caller.function.addEnvironment("CLOSE_MONTH_ARN", this.versionArn);
    // With earlier versions, too: what they have begun goes on with them.
    const versions = `${stateMachineArn}:*`;
    caller.function.addToRolePolicy(new PolicyStatement({ actions: ["states:StartExecution"], resources: [versions] }));
    caller.function.addToRolePolicy(new PolicyStatement({ actions: ["states:DescribeExecution"], resources: [executions] }));
    const machine = Stack.of(this).getLogicalId(this.stateMachine.node.defaultChild as CfnElement);
    acceptWildcard(caller, `<${machine}>:*`, "Versions of this very state machine.");
    const named = `arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<${machine}.Name>:*`;
    acceptWildcard(caller, named, "Executions of this very state machine, whose names are made when they are started.");
  }
}

/** The version of this deployment. */
const versionOf = (step: FenrunFunction): IVersion => step.function.currentVersion;

/** Of what a close computes by: the code of its steps, and the settings that are deployed with it. Short enough to be read out. */
function hashOf(steps: readonly FenrunFunction[], { agency, shards }: CloseMonthProps["config"]): string {
  const inputs = [steps.map(({ codeHash }) => codeHash), agency, shards];
  return createHash("sha256").update(JSON.stringify(inputs)).digest("hex").slice(0, 16);
}

const MAX_SHARDS_AT_ONCE = 40;

/** The function's answer itself as the result, and our own list of what to try again. */
const DIRECT = { payloadResponseOnly: true, retryOnServiceExceptions: false } as const;

/**
 * What may pass by itself: Lambda's own faults, throttling, a function that ran out of time or died, and what a function says is
 * worth another try. All else, RefusedError above all, fails the execution at once.
 */
const RETRY: RetryProps = {
  errors: [
    "RetryableError",
    "Lambda.TooManyRequestsException",
    "Lambda.ServiceException",
    "Lambda.AWSLambdaException",
    "Lambda.SdkClientException",
    "Lambda.ClientExecutionTimeoutException",
    "Lambda.Unknown",
    "Sandbox.Timedout",
    "Runtime.ExitError",
  ],
  interval: Duration.seconds(2),
  backoffRate: 2,
  maxAttempts: 6,
  maxDelay: Duration.minutes(1),
  jitterStrategy: JitterType.FULL,
};
