import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import { Alarm, ComparisonOperator, type IMetric, MathExpression, Metric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { StateMachine } from "aws-cdk-lib/aws-stepfunctions";
import { ArnFormat, Duration, Stack } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { SERVICE_NAME } from "./config.ts";
import type { FenrunFunction } from "./fenrun-function.ts";

const PERIOD = Duration.minutes(5);
/** Of so many transactions in a period, a share above this is looked at: twice what ten recorders under a backlog have (docs/performance.md). */
const CONFLICTS_FROM = 1_000;
const MAX_CONFLICTS_PERCENT = 30;

/** What someone must look at, sent to one topic: subscribe a mailbox or a pager to it. */
export class Alarms extends Construct {
  readonly topic: Topic;
  readonly #action: SnsAction;
  readonly #metricsNamespace: string;

  constructor(scope: Construct, id: string, { metricsNamespace }: { readonly metricsNamespace: string }) {
    super(scope, id);
    this.#metricsNamespace = metricsNamespace;
    const key = new Key(this, "Key", { description: "Fenrun: the alarms' topic", enableKeyRotation: true });
    // A key apart from the data's, because CloudWatch must be allowed to use it.
    key.grant(new ServicePrincipal("cloudwatch.amazonaws.com"), "kms:Decrypt", "kms:GenerateDataKey");
    this.topic = new Topic(this, "Topic", { displayName: `${metricsNamespace} alarms`, masterKey: key, enforceSSL: true });
    // A topic without a policy may be used by its account, CloudWatch's alarms included; enforceSSL gives it one, so that
    // CloudWatch has to be named there.
    const { account } = Stack.of(this);
    const alarms = Stack.of(this).formatArn({
      service: "cloudwatch",
      resource: "alarm",
      resourceName: "*",
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: "AlarmsOfThisAccount",
        principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
        actions: ["sns:Publish"],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": account }, ArnLike: { "aws:SourceArn": alarms } },
      }),
    );
    this.#action = new SnsAction(this.topic);
  }

  /** Rings while a dead-letter queue holds anything. */
  whenNotEmpty(name: string, queue: Queue): void {
    this.#add(
      `${name}DeadLetters`,
      "Messages failed again and again and wait in the dead-letter queue.",
      queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: "max" }),
    );
  }

  /** Rings when a function fails. */
  whenFailing(name: string, consumer: FenrunFunction): void {
    this.#add(`${name}Errors`, "A function failed.", consumer.function.metricErrors({ period: PERIOD, statistic: "sum" }));
  }

  /** Rings when the API or a page answered that something went wrong: the function itself has not failed then. */
  whenAnsweringWithFaults(name: string, api: HttpApi): void {
    this.#add(
      `${name}Faults`,
      "People were answered that something went wrong.",
      api.metricServerError({ period: PERIOD, statistic: "sum" }),
    );
  }

  /** Rings when facts went to quarantine. */
  whenQuarantined(): void {
    const description = "Facts that could not be read went to quarantine: correct and reprocess them.";
    this.#add("FactsHeld", description, this.#ownMetric("FactsHeld", PERIOD));
  }

  /** Rings when recording has to do much of its work again, for a quarter of an hour. */
  whenRecordersConflict(): void {
    const reasons = {
      Busy: "Many of the recorders' transactions meet each other, or are throttled.",
      Refused: "Many of the recorders' transactions are refused by a condition: facts that raise the epoch come in among orders.",
    };
    for (const [kind, description] of Object.entries(reasons)) {
      const share = new MathExpression({
        // A few that are tried again are no fault.
        expression: `IF(tried > ${CONFLICTS_FROM}, 100 * counted / tried, 0)`,
        usingMetrics: {
          tried: this.#ownMetric("TransactionsTried", PERIOD),
          counted: this.#ownMetric(`Transactions${kind}`, PERIOD),
        },
        label: `% of transactions ${kind.toLowerCase()}`,
        period: PERIOD,
      });
      this.#add(`Recorders${kind}`, description, share, { threshold: MAX_CONFLICTS_PERCENT, evaluationPeriods: 3 });
    }
  }

  /** Rings when an audit found something, and when none was finished for a day. */
  whenAuditMissingOrFailing(): void {
    this.#add(
      "AuditFindings",
      "Something in the ledger does not hold: see the audit's findings.",
      this.#ownMetric("AuditFindings", PERIOD),
    );
    const alarm = new Alarm(this, "AuditMissing", {
      alarmDescription: "No audit was finished for a day.",
      metric: this.#ownMetric("AuditRuns", Duration.days(1)),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.BREACHING,
    });
    alarm.addAlarmAction(this.#action);
  }

  /** Rings when an execution fails or runs out of time. */
  whenNotSucceeding(name: string, machine: StateMachine): void {
    this.#add(`${name}Failed`, "A close failed: see the execution's error.", machine.metricFailed({ period: PERIOD, statistic: "sum" }));
    this.#add(`${name}TimedOut`, "A close ran out of time.", machine.metricTimedOut({ period: PERIOD, statistic: "sum" }));
  }

  /** What our functions count. */
  #ownMetric(metricName: string, period: Duration): Metric {
    const dimensionsMap = { service: SERVICE_NAME };
    return new Metric({ namespace: this.#metricsNamespace, metricName, dimensionsMap, period, statistic: "sum" });
  }

  #add(id: string, description: string, metric: IMetric, rule = { threshold: 0, evaluationPeriods: 1 }): void {
    const alarm = new Alarm(this, id, {
      alarmDescription: description,
      metric,
      ...rule,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(this.#action);
  }
}
