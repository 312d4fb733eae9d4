import { StateMachine } from "aws-local-stepfunctions";
import { describe, expect, test } from "vitest";
import { readCdkContext, readConfig } from "../../infra/config.ts";
import { readTemplate } from "../../infra/local/cached-template.ts";
import type { LoadedFunction } from "../../infra/local/lambda.ts";
import { LocalExecutor } from "../../infra/local/state-machine.ts";
import { readWiring } from "../../infra/local/template.ts";

const context = readCdkContext();
const { stateMachine } = readWiring(await readTemplate(readConfig((key) => context[key])));

interface Input {
  readonly month: string;
  readonly shard: number;
}
type Answers = Record<string, (input: Input) => unknown>;

/** Functions that answer as given, and write down what they were given. */
function functionsOf(answers: Answers) {
  const inputs: Record<string, Input[]> = { "begin-close": [], "gather-shard": [], "settle-shard": [], "finish-close": [] };
  const functions = Object.entries(inputs).map(([name, given]): LoadedFunction => {
    const call = async (input: unknown) => {
      given.push(input as Input);
      return answers[name]?.(input as Input) ?? null;
    };
    return { name, arn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`, call, invoke: call };
  });
  return { functions, inputs };
}

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });
const begin = ({ month }: Input) => ({ month, period: { from: month }, shards: [0, 1, 2, 3] });
const run = (answers: Answers) => {
  const { functions, inputs } = functionsOf(answers);
  return { inputs, execution: new LocalExecutor(stateMachine, functions).execute({ month: "2026-10", requestedBy: "hr" }) };
};

test("local state machine: the stack's definition is valid, which runs on one machine rely on", () => {
  expect(() => new StateMachine(stateMachine.definition as unknown as ConstructorParameters<typeof StateMachine>[0])).not.toThrow();
  const broken = { ...stateMachine.definition, StartAt: 1 } as unknown as ConstructorParameters<typeof StateMachine>[0];
  expect(() => new StateMachine(broken)).toThrow("invalid");
});

describe("a close on one machine", () => {
  test("begins, gathers each shard, then settles each, and ends with the answer of finish-close", async () => {
    let gathered = 0;
    const { execution, inputs } = run({
      "begin-close": begin,
      "gather-shard": () => {
        gathered += 1;
      },
      "settle-shard": () => {
        expect(gathered).toBe(4);
        return { statements: 9 };
      },
      "finish-close": () => ({ payable: "12" }),
    });
    expect(await execution).toEqual({ status: "SUCCEEDED", output: { payable: "12" } });
    const month = { month: "2026-10", period: { from: "2026-10" } };
    expect(inputs["begin-close"]).toEqual([{ month: "2026-10", requestedBy: "hr" }]);
    for (const name of ["gather-shard", "settle-shard"])
      expect(inputs[name]?.toSorted((left, right) => left.shard - right.shard)).toEqual([0, 1, 2, 3].map((shard) => ({ ...month, shard })));
    expect(inputs["finish-close"]).toEqual([month]);
  });

  test("tries again what is retryable", async () => {
    let failures = 2;
    const settle = ({ shard }: Input) => {
      if (shard === 2 && failures-- > 0) throw named("RetryableError", "busy");
    };
    const { execution, inputs } = run({ "begin-close": begin, "settle-shard": settle, "finish-close": () => "done" });
    expect(await execution).toEqual({ status: "SUCCEEDED", output: "done" });
    expect(inputs["settle-shard"]).toHaveLength(6);
  });

  test("gives up on what stays busy", async () => {
    const { execution, inputs } = run({
      "begin-close": () => {
        throw named("RetryableError", "still busy");
      },
    });
    expect(await execution).toEqual({ status: "FAILED", error: "RetryableError", cause: "still busy" });
    expect(inputs["begin-close"]).toHaveLength(7);
  });

  test("ends at once at a refusal", async () => {
    const { execution, inputs } = run({
      "begin-close": () => {
        throw named("RefusedError", "2026-09 is open");
      },
    });
    expect(await execution).toEqual({ status: "FAILED", error: "RefusedError", cause: "2026-09 is open" });
    expect(inputs["begin-close"]).toHaveLength(1);
    expect(inputs["settle-shard"]).toHaveLength(0);
  });

  test("once it has failed, starts no further shard, and ends when those at work have ended", async () => {
    let atWork = 0;
    const { execution, inputs } = run({
      "begin-close": ({ month }) => ({ month, period: null, shards: Array.from({ length: 100 }, (_, shard) => shard) }),
      "settle-shard": async ({ shard }) => {
        if (shard === 0) throw named("RefusedError", "no");
        atWork += 1;
        await new Promise((resolve) => setTimeout(resolve, 20));
        atWork -= 1;
      },
    });
    expect(await execution).toMatchObject({ status: "FAILED", error: "RefusedError" });
    expect(atWork).toBe(0);
    expect(inputs["settle-shard"]?.length).toBeLessThan(50);
    expect(inputs["finish-close"]).toHaveLength(0);
  });

  test("a result that no state can hold fails it", async () => {
    const { execution } = run({ "begin-close": () => ({ list: "x".repeat(256 * 1024) }) });
    expect(await execution).toMatchObject({ status: "FAILED", error: "States.DataLimitExceeded" });
  });
});
