import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { Aws, CfnOutput, Duration, Stack, type StackProps } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { FINANCE_JOBS, HR_JOBS } from "../shared/base/runtime/jobs.ts";
import { WORKERS } from "../shared/ledger/derive/derive-credits.ts";
import { Alarms } from "./alarms.ts";
import { CloseMonth } from "./close-month.ts";
import { type FenrunConfig, stackNameOf } from "./config.ts";
import { DataStore } from "./data-store.ts";
import { FactBus } from "./fact-bus.ts";
import { Functions } from "./functions.ts";
import { Identity } from "./identity.ts";
import { QueuedFunction } from "./queued-function.ts";
import { Web } from "./web.ts";

/** All of Fenrun: facts come in on a bus and are recorded through a queue, what follows from them is done through two more, a state machine closes months, an auditor checks what must always hold, HR tries and publishes what is to change, finance closes and pays, and people see what they earned by an API and pages. */
export class FenrunStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { readonly config: FenrunConfig }) {
    super(scope, id, props);
    const store = new DataStore(this, "Data");
    const facts = new FactBus(this, "Facts", { eventSources: props.config.eventSources });
    const web = new Web(this, "Web", { name: stackNameOf(props.config) });
    const siteUrl = props.config.siteUrl ?? web.api.apiEndpoint;
    const identity = new Identity(this, "Identity", {
      siteUrl,
      authDomainPrefix: props.config.authDomainPrefix ?? authDomainPrefixOf(props.config),
    });
    const functions = new Functions(this, "Functions", { config: props.config, store, facts, identity, siteUrl });
    web.serve(functions, identity);

    const recorder = new QueuedFunction(this, "EventRecorder", {
      consumer: functions.recordFacts,
      batchSize: 4000,
      batchingWindow: Duration.seconds(5),
      maxConcurrency: 10,
    });
    facts.sendFactsTo(recorder.target);

    // A message calls one worker; those of a large derivation work side by side.
    const deriver = new QueuedFunction(this, "CreditDeriver", { consumer: functions.deriveCredits, batchSize: 1, maxConcurrency: WORKERS });
    facts.sendOwnTo("DerivationQueued", deriver.target);
    // What is pending is written down before it is told: should the telling fail, the next tick finds it.
    new Rule(this, "DerivationTick", {
      description: "Looks for derivations that are still pending",
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [deriver.target],
    });

    const summer = new QueuedFunction(this, "ForecastSummer", {
      consumer: functions.sumForecasts,
      batchSize: 100,
      batchingWindow: Duration.seconds(30),
      maxConcurrency: 5,
    });
    facts.sendOwnTo("ForecastsChanged", summer.target);

    const auditor = new QueuedFunction(this, "LedgerAuditor", { consumer: functions.auditLedger, batchSize: 1, maxConcurrency: 2 });
    facts.sendOwnTo("AuditQueued", auditor.target);
    new Rule(this, "AuditTick", {
      description: "Audits a sample of the advisors",
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [auditor.target],
    });

    const hrJobs = new QueuedFunction(this, "HrJobs", { consumer: functions.hr.hrJobs, batchSize: 1, maxConcurrency: 10 });
    for (const kind of Object.keys(HR_JOBS)) facts.sendOwnTo(kind, hrJobs.target);

    const financeJobs = new QueuedFunction(this, "FinanceJobs", {
      consumer: functions.finance.financeJobs,
      batchSize: 1,
      maxConcurrency: 10,
    });
    for (const kind of Object.keys(FINANCE_JOBS)) facts.sendOwnTo(kind, financeJobs.target);

    const close = new CloseMonth(this, "CloseMonth", {
      steps: {
        beginClose: functions.beginClose,
        gatherShard: functions.gatherShard,
        settleShard: functions.settleShard,
        finishClose: functions.finishClose,
      },
      config: props.config,
    });

    for (const asking of [functions.finance.site, functions.finance.api]) close.letStart(asking);

    const alarms = new Alarms(this, "Alarms", { metricsNamespace: stackNameOf(props.config) });
    const queued = {
      EventRecorder: recorder,
      CreditDeriver: deriver,
      ForecastSummer: summer,
      LedgerAuditor: auditor,
      HrJobs: hrJobs,
      FinanceJobs: financeJobs,
    };
    for (const [name, { deadLetterQueue }] of Object.entries(queued)) alarms.whenNotEmpty(name, deadLetterQueue);
    for (const consumer of functions.all) alarms.whenFailing(consumer.node.id, consumer);
    alarms.whenAnsweringWithFaults("Web", web.api);
    alarms.whenNotSucceeding("CloseMonth", close.stateMachine);
    alarms.whenQuarantined();
    alarms.whenRecordersConflict();
    alarms.whenAuditMissingOrFailing();

    new CfnOutput(this, "EventBusName", { value: facts.bus.eventBusName, description: "Put the agency's facts here" });
    new CfnOutput(this, "FactsArchiveName", { value: facts.archive.archiveName, description: "Replay facts from here" });
    new CfnOutput(this, "CloseMonthArn", { value: close.stateMachine.stateMachineArn, description: 'Start with {"month":"YYYY-MM"}' });
    new CfnOutput(this, "ReprocessQuarantineName", {
      value: functions.reprocessQuarantine.live.functionName,
      description: "Invoke after a fix",
    });
    new CfnOutput(this, "AuditLedgerName", {
      value: functions.auditLedger.live.functionName,
      description: 'Invoke with {"all":true} or {"advisorId":"…"}',
    });
    new CfnOutput(this, "SiteUrl", { value: siteUrl, description: "Where people see what they earned, and why" });
    new CfnOutput(this, "ApiUrl", { value: `${siteUrl}/v1`, description: "The API; how to use it stands at /docs" });
    new CfnOutput(this, "UserPoolId", {
      value: identity.userPool.userPoolId,
      description: "Create users here: an advisor's user name is their id",
    });
    new CfnOutput(this, "AlarmTopicArn", { value: alarms.topic.topicArn, description: "Subscribe whoever is on call" });
    new CfnOutput(this, "TableName", { value: store.table.tableName });
    new CfnOutput(this, "BucketName", { value: store.bucket.bucketName });
  }
}

/** Of the sign-in pages' address: domains of one region share its names. */
const authDomainPrefixOf = ({ stage }: FenrunConfig): string =>
  ["fenrun", stage, Aws.ACCOUNT_ID].filter((part) => part !== undefined).join("-");
