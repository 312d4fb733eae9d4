import { basename } from "node:path";
import { Duration } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { FONT_FILES } from "../functions/_platform/render/fonts.ts";
import { REFERENCE_FILES } from "../functions/advisor-api/docs/reference.ts";
import { VERIFIER_FILE } from "./browser-bundle.ts";
import { type FenrunConfig, packSetting, SERVICE_NAME, stackNameOf } from "./config.ts";
import type { DataStore } from "./data-store.ts";
import type { FactBus } from "./fact-bus.ts";
import { BEHIND_GATEWAY, FenrunFunction, ONE_PROCESSOR_MB } from "./fenrun-function.ts";
import { defineFinanceFunctions, type FinanceFunctions } from "./finance-functions.ts";
import { defineHrFunctions, type HrFunctions } from "./hr-functions.ts";
import type { Identity } from "./identity.ts";
import { DERIVING, type DefineFunction, grant, type Permissions, QUARANTINE, RECORDING } from "./permissions.ts";

/** The functions, each with what it may touch and no more. */
export class Functions extends Construct {
  readonly recordFacts: FenrunFunction;
  readonly reprocessQuarantine: FenrunFunction;
  readonly deriveCredits: FenrunFunction;
  readonly sumForecasts: FenrunFunction;
  readonly beginClose: FenrunFunction;
  readonly gatherShard: FenrunFunction;
  readonly settleShard: FenrunFunction;
  readonly finishClose: FenrunFunction;
  readonly auditLedger: FenrunFunction;
  readonly advisorApi: FenrunFunction;
  readonly advisorSite: FenrunFunction;
  readonly hr: HrFunctions;
  readonly finance: FinanceFunctions;

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    const { config, store, facts, identity, siteUrl } = props;
    // The same for all of them, so that on one machine they fit into one process.
    const environment = {
      TABLE_NAME: store.table.tableName,
      BUCKET_NAME: store.bucket.bucketName,
      BUS_NAME: facts.bus.eventBusName,
      AGENCY: JSON.stringify(config.agency),
      REVIEW: JSON.stringify(config.review),
      FINANCE: packSetting(config.finance),
      EVENT_SOURCES: packSetting(config.eventSources),
      SHARDS: String(config.shards),
      PAYEE_KEY_ID: store.payeeKey.keyArn,
      ACCOUNT_TAG_KEY_ID: store.accountTagKey.keyArn,
      USER_POOL_ID: identity.userPool.userPoolId,
      CLIENT_ID: identity.client.userPoolClientId,
      AUTH_URL: identity.authUrl,
      SITE_URL: siteUrl,
      POWERTOOLS_SERVICE_NAME: SERVICE_NAME,
      POWERTOOLS_METRICS_NAMESPACE: stackNameOf(config),
    };
    const define: DefineFunction = (functionId, shape, permissions) => {
      const defined = new FenrunFunction(this, functionId, { ...shape, environment });
      grant(defined, store, facts, permissions);
      return defined;
    };

    this.recordFacts = define(
      "RecordFacts",
      { name: "record-facts", description: "Records a batch of facts", memoryMb: ONE_PROCESSOR_MB, timeout: Duration.seconds(60) },
      { rows: RECORDING, objectsUnder: QUARANTINE, events: true },
    );
    this.reprocessQuarantine = define(
      "ReprocessQuarantine",
      {
        name: "reprocess-quarantine",
        description: "Takes a record over that is held in quarantine",
        memoryMb: ONE_PROCESSOR_MB,
        timeout: Duration.minutes(5),
      },
      { rows: { ...DERIVING, puts: [...DERIVING.puts, "DISMISSED#*"] }, objectsUnder: QUARANTINE, readsUnder: "proposals/", events: true },
    );
    this.deriveCredits = define(
      "DeriveCredits",
      {
        name: "derive-credits",
        description: "Derives credits anew where a fact changed whose they are",
        memoryMb: ONE_PROCESSOR_MB,
        timeout: Duration.minutes(5),
      },
      { rows: DERIVING, objectsUnder: QUARANTINE, events: true },
    );
    this.sumForecasts = define(
      "SumForecasts",
      {
        name: "sum-forecasts",
        description: "Keeps the sums of forecasts short",
        memoryMb: 1024,
        timeout: Duration.seconds(60),
      },
      { rows: { puts: ["A#*"] } },
    );
    this.beginClose = define(
      "BeginClose",
      { name: "begin-close", description: "Begins the close of a month", memoryMb: ONE_PROCESSOR_MB, timeout: Duration.minutes(5) },
      {
        rows: { ...DERIVING, puts: [...DERIVING.puts, "CLOSES"], checks: [...DERIVING.checks, "CLOSE#*"], closes: "close" },
        objectsUnder: QUARANTINE,
        events: true,
      },
    );
    this.gatherShard = define(
      "GatherShard",
      {
        name: "gather-shard",
        description: "Gathers what one shard's advisors contribute to others",
        memoryMb: ONE_PROCESSOR_MB,
        timeout: Duration.minutes(5),
      },
      { rows: { puts: ["GATHERS#*"], closes: "gathers" }, writesUnder: GATHERS },
    );
    this.settleShard = define(
      "SettleShard",
      { name: "settle-shard", description: "Settles one shard of advisors", memoryMb: ONE_PROCESSOR_MB, timeout: Duration.minutes(5) },
      {
        rows: { puts: ["A#*", "CLOSE#*", "SNAPSHOTS#*"], checks: ["CLOSES"], closes: "settlements" },
        objectsUnder: [SNAPSHOTS, STATEMENTS],
        readsUnder: GATHERS,
      },
    );
    this.finishClose = define(
      "FinishClose",
      { name: "finish-close", description: "Finishes the close of a month", memoryMb: ONE_PROCESSOR_MB, timeout: Duration.minutes(5) },
      { rows: { updates: ["CLOSES"], closes: "close" }, objectsUnder: PROOFS },
    );
    this.auditLedger = define(
      "AuditLedger",
      { name: "audit-ledger", description: "Checks what must always hold", memoryMb: ONE_PROCESSOR_MB, timeout: Duration.minutes(15) },
      // It repairs nothing, so all that it may write is its own account, put item by item.
      { rows: { puts: ["AUDITS", "AUDIT#*"] }, readsUnder: [SNAPSHOTS, STATEMENTS, PROOFS, QUARANTINE, "payouts/"], events: true },
    );
    this.advisorApi = define(
      "AdvisorApi",
      {
        name: "advisor-api",
        description: "Answers the API",
        memoryMb: ONE_PROCESSOR_MB,
        timeout: BEHIND_GATEWAY,
        bundledFiles: REFERENCE_FILES,
      },
      LOOKING,
    );
    this.advisorSite = define(
      "AdvisorSite",
      {
        name: "advisor-site",
        description: "Answers with pages",
        memoryMb: ONE_PROCESSOR_MB,
        timeout: BEHIND_GATEWAY,
        bundledFiles: [...FONTS, { from: VERIFIER_FILE, to: "verify.js" }],
      },
      // Signing out is recorded, and nothing else.
      { ...LOOKING, rows: { puts: ["SESSIONEND#*"] } },
    );
    this.hr = defineHrFunctions(define);
    this.finance = defineFinanceFunctions(define);
  }

  /** Each of them, in no particular order. */
  get all(): readonly FenrunFunction[] {
    return this.node.children.filter((child) => child instanceof FenrunFunction);
  }
}

interface FunctionsProps {
  readonly config: FenrunConfig;
  readonly store: DataStore;
  readonly facts: FactBus;
  readonly identity: Identity;
  /** Where the site stands: no slash at the end. */
  readonly siteUrl: string;
}

/** What statements are set in: the rare characters of names, and the scripts that names are written in. */
const FONTS = FONT_FILES.map((file) => ({ from: `node_modules/${file}`, to: `fonts/${basename(file)}` }));

/**
 * What a close fixes: what sellers contribute to others, what was settled of a shard, statements, and the proofs that a
 * statement is part of its close.
 */
const [GATHERS, SNAPSHOTS, STATEMENTS, PROOFS] = ["gathers/", "snapshots/", "statements/", "proofs/"] as const;

/** What shows people their data changes nothing: it reads rows, statements, and the proofs that they are part of a close. */
const LOOKING: Permissions = { readsUnder: [STATEMENTS, PROOFS] };
