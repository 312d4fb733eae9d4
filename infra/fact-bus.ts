import { type Archive, EventBus, type IRuleTarget, Match, Rule } from "aws-cdk-lib/aws-events";
import { Construct } from "constructs";
import { DETAIL_TYPES } from "../shared/ledger/record/parse-event.ts";
import { OWN_EVENT_SOURCE } from "./config.ts";

/** The bus on which the agency tells its facts and Fenrun what follows from them, with an archive to tell the facts again from. */
export class FactBus extends Construct {
  readonly bus: EventBus;
  readonly archive: Archive;
  readonly #eventSource: string;

  constructor(scope: Construct, id: string, props: { readonly eventSource: string }) {
    super(scope, id);
    this.#eventSource = props.eventSource;
    this.bus = new EventBus(this, "Bus", { description: "Fenrun: the agency's facts, and what follows from them" });
    // Kept without end: recording a fact again changes nothing, so all of them can be replayed at any time.
    this.archive = this.bus.archive("Archive", {
      description: "Fenrun: every fact, to be replayed",
      eventPattern: { source: [this.#eventSource] },
    });
  }

  /** Sends each fact from the agency to the target. */
  sendFactsTo(target: IRuleTarget): void {
    new Rule(this, "Facts", {
      eventBus: this.bus,
      description: "Facts from the agency",
      eventPattern: { source: [this.#eventSource], detailType: DETAIL_TYPES.flatMap((prefix) => Match.prefix(prefix)) },
      targets: [target],
    });
  }

  /** Sends Fenrun's own events of one kind to the target. */
  sendOwnTo(detailType: string, target: IRuleTarget): void {
    new Rule(this, detailType, {
      eventBus: this.bus,
      description: `Fenrun's own ${detailType} events`,
      eventPattern: { source: [OWN_EVENT_SOURCE], detailType: [detailType] },
      targets: [target],
    });
  }
}
