import * as z from "zod";
import { type JsonEndpoint, ServiceRefusal, serveJson } from "./json-endpoint.ts";
import type { Execution, LocalExecutor } from "./state-machine.ts";

/** Step Functions' address on this machine, and what was started by it. */
export interface ExecutionsEndpoint extends JsonEndpoint {
  /** Until what was started has ended. */
  ended(): Promise<void>;
}

/** Answers StartExecution and DescribeExecution on the loopback interface, as Step Functions does for a standard state machine. */
export async function serveExecutions(executor: Pick<LocalExecutor, "execute">, machineArn: string): Promise<ExecutionsEndpoint> {
  const executions = new Map<string, Started>();
  const server = await serveJson({
    "AWSStepFunctions.StartExecution": (body) => {
      const { stateMachineArn, name, input } = readCall(startSchema, body);
      // All its versions are one machine here.
      if (stateMachineArn.replace(/:\d+$/, "") !== machineArn)
        throw new ServiceRefusal("StateMachineDoesNotExist", `There is no ${stateMachineArn} here.`);
      const executionArn = `${machineArn.replace(":stateMachine:", ":execution:")}:${name}`;
      const known = executions.get(executionArn);
      const isSame = known !== undefined && known.ended === undefined && known.input === input;
      if (known !== undefined && !isSame) throw new ServiceRefusal("ExecutionAlreadyExists", `Execution Already Exists: '${executionArn}'`);
      const started = known ?? begin(executor, name, input);
      executions.set(executionArn, started);
      return { executionArn, startDate: started.startDate };
    },
    "AWSStepFunctions.DescribeExecution": (body) => {
      const { executionArn } = readCall(describeSchema, body);
      const found = executions.get(executionArn);
      if (found === undefined) throw new ServiceRefusal("ExecutionDoesNotExist", `Execution Does Not Exist: '${executionArn}'`);
      const { name, input, startDate, ended } = found;
      return { executionArn, stateMachineArn: machineArn, name, input, startDate, ...describe(ended) };
    },
  });
  return { ...server, ended: async () => void (await Promise.all([...executions.values()].map(({ over }) => over))) };
}

interface Started {
  readonly name: string;
  readonly input: string;
  /** Seconds since 1970. */
  readonly startDate: number;
  readonly over: Promise<void>;
  ended: Execution | undefined;
}

/** Names are what the service takes: up to 80 characters that need no escape. */
const startSchema = z.object({ stateMachineArn: z.string(), name: z.string().regex(/^[\w+!@.()=-]{1,80}$/), input: z.string() });
const describeSchema = z.object({ executionArn: z.string() });

function readCall<Call>(schema: z.ZodType<Call>, body: unknown): Call {
  const read = schema.safeParse(body);
  if (!read.success) throw new ServiceRefusal("ValidationException", z.prettifyError(read.error));
  return read.data;
}

function begin(executor: Pick<LocalExecutor, "execute">, name: string, input: string): Started {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const started: Started = { name, input, startDate: Date.now() / 1000, over, ended: undefined };
  void executor.execute(JSON.parse(input) as object).then((execution) => {
    started.ended = execution;
    resolve();
  });
  return started;
}

function describe(ended: Execution | undefined): object {
  if (ended === undefined) return { status: "RUNNING" };
  if (ended.status === "SUCCEEDED") return { status: ended.status, output: JSON.stringify(ended.output) };
  // As a function's error is told.
  return { ...ended, cause: JSON.stringify({ errorType: ended.error, errorMessage: ended.cause }) };
}
