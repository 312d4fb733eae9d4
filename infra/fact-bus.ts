import { type Archive, EventBus, type IRuleTarget, Match, Rule } from "aws-cdk-lib/aws-events";
import { AnyPrincipal, Effect, type IRole, ManagedPolicy, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { CfnOutput, Lazy } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { type EventSources, FACT_KINDS, OWN_EVENT_SOURCE } from "../shared/engine/facts/event-sources.ts";
import { DETAIL_TYPES } from "../shared/ledger/record/parse-event.ts";

/** Every source but Fenrun's own. Which kinds of facts each may bring is a setting, which those who record look up. */
const OTHER_SOURCES = Match.anythingBut(OWN_EVENT_SOURCE);

/** The bus on which the agency tells its facts and Fenrun what follows from them, with an archive to tell the facts again from. */
export class FactBus extends Construct {
  readonly bus: EventBus;
  readonly archive: Archive;
  /** What Fenrun tells itself; filled by the rules that listen to it. */
  readonly #ownTypes: string[] = [];
  /** Who may put events of Fenrun's own. */
  readonly #ownRoles: IRole[] = [];

  constructor(scope: Construct, id: string, props: { readonly eventSources: EventSources }) {
    super(scope, id);
    this.bus = new EventBus(this, "Bus", { description: "Fenrun: the agency's facts, and what follows from them" });
    // Kept without end: recording a fact again changes nothing, so all of them can be replayed at any time.
    this.archive = this.bus.archive("Archive", {
      description: "Fenrun: every fact, to be replayed",
      eventPattern: { source: OTHER_SOURCES },
    });
    this.#keepOwnSource();
    for (const [index, source] of props.eventSources.entries()) this.#defineProducer(index, source);
  }

  /** Sends each fact from the agency to the target. */
  sendFactsTo(target: IRuleTarget): void {
    new Rule(this, "Facts", {
      eventBus: this.bus,
      description: "Facts from the agency",
      eventPattern: { source: OTHER_SOURCES, detailType: DETAIL_TYPES.flatMap((prefix) => Match.prefix(prefix)) },
      targets: [target],
    });
  }

  /** Sends Fenrun's own events of one kind to the target. */
  sendOwnTo(detailType: string, target: IRuleTarget): void {
    this.#ownTypes.push(detailType);
    new Rule(this, detailType, {
      eventBus: this.bus,
      description: `Fenrun's own ${detailType} events`,
      eventPattern: { source: [OWN_EVENT_SOURCE], detailType: [detailType] },
      targets: [target],
    });
  }

  /** Lets a function of Fenrun's put Fenrun's own events, and no others: facts come from the agency's producers. */
  letPutOwn(role: IRole): void {
    this.#ownRoles.push(role);
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ["events:PutEvents"],
        resources: [this.bus.eventBusArn],
        conditions: {
          "ForAllValues:StringEquals": {
            "events:source": OWN_EVENT_SOURCE,
            "events:detail-type": Lazy.list({ produce: () => [...new Set(this.#ownTypes)].sort() }),
          },
          // "For all values" holds where there is none at all.
          Null: { "events:source": "false", "events:detail-type": "false" },
        },
      }),
    );
  }

  /** Whatever else a producer is allowed by other policies of the account: it never speaks as Fenrun. */
  #keepOwnSource(): void {
    this.bus.addToResourcePolicy(
      new PolicyStatement({
        sid: "OnlyFenrunSpeaksAsFenrun",
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ["events:PutEvents"],
        resources: [this.bus.eventBusArn],
        conditions: {
          "ForAnyValue:StringEquals": { "events:source": OWN_EVENT_SOURCE },
          ArnNotEquals: { "aws:PrincipalArn": Lazy.list({ produce: () => this.#ownRoles.map(({ roleArn }) => roleArn) }) },
        },
      }),
    );
  }

  /** A policy for whoever puts the facts of a source: that source's, of its kinds, and nothing else. */
  #defineProducer(index: number, { source, kinds }: EventSources[number]): void {
    const policy = new ManagedPolicy(this, `Producer${index}`, {
      description: `Puts facts of ${source} on Fenrun's bus: ${kinds.join(", ")}`,
      statements: [
        new PolicyStatement({
          actions: ["events:PutEvents"],
          resources: [this.bus.eventBusArn],
          conditions: {
            "ForAllValues:StringEquals": { "events:source": source },
            "ForAllValues:StringLike": { "events:detail-type": kinds.map((kind) => `${DETAIL_TYPES[FACT_KINDS.indexOf(kind)]}*`) },
            Null: { "events:source": "false", "events:detail-type": "false" },
          },
        }),
      ],
    });
    new CfnOutput(this, `Producer${index}PolicyArn`, {
      value: policy.managedPolicyArn,
      description: `Attach to the role of whoever puts the events of ${source} on the bus`,
    });
  }
}
