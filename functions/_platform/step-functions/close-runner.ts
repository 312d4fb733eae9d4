import { DescribeExecutionCommand, type SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import type { CloseRun, CloseRunner, RunState } from "../../../shared/closing/store.ts";
import { orRetryable } from "../transient-errors.ts";

/**
 * Closes by the state machine, each run an execution of its name.
 * @param arn of this deployment's version of the state machine; undefined where nobody starts closes.
 */
export function sfnRunner(arn: string | undefined, client: SFNClient): CloseRunner {
  const machine = (): string => {
    if (arn === undefined) throw new Error("CLOSE_MONTH_ARN: this function does not know the state machine that closes months");
    return arn;
  };
  return {
    start: async (run, stateMachineArn = machine()) => {
      const input = JSON.stringify({ ...inputOf(run), machine: stateMachineArn });
      const started = client.send(new StartExecutionCommand({ stateMachineArn, name: run.runId, input }));
      // One that has ended is not begun again under its name.
      await orRetryable("Step Functions", started).catch(unlessNamed("ExecutionAlreadyExists"));
    },
    look: async (runId) => {
      // Executions of all versions go by the machine's name.
      const executionArn = `${machine().replace(":stateMachine:", ":execution:").replace(/:\d+$/, "")}:${runId}`;
      const found = await orRetryable("Step Functions", client.send(new DescribeExecutionCommand({ executionArn }))).catch(
        unlessNamed("ExecutionDoesNotExist"),
      );
      return found && stateOf(found);
    },
  };
}

function inputOf({ month, requestedBy, reason }: CloseRun): object {
  return { month, requestedBy, ...(reason !== undefined && { reason }) };
}

function unlessNamed(name: string): (error: unknown) => undefined {
  return (error) => {
    if (!(error instanceof Error) || error.name !== name) throw error;
  };
}

interface Described {
  readonly status?: string | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

function stateOf({ status, error, cause }: Described): RunState {
  if (status === "RUNNING" || status === "PENDING_REDRIVE") return { status: "running" };
  if (status === "SUCCEEDED") return { status: "succeeded" };
  return { status: "failed", error: error ?? status ?? "unknown", ...(cause !== undefined && { cause: messageOf(cause) }) };
}

/** Lambda tells an error as {errorType, errorMessage, trace}: what people read is its message. */
function messageOf(cause: string): string {
  try {
    const { errorMessage } = JSON.parse(cause) as { readonly errorMessage?: unknown };
    return typeof errorMessage === "string" ? errorMessage : cause;
  } catch {
    return cause;
  }
}
