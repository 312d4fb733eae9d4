import { basename, dirname } from "node:path";
import { ENTRY_METADATA, type Template, type TemplateResource } from "../template.ts";
import { LOCAL_ACCOUNT, LOCAL_REGION, type ResourceName } from "./intrinsics.ts";

/**
 * Names each resource that the wiring may refer to, by its logical id.
 * @param tableName what to call the table; by default by its logical id.
 * @throws Error at a kind of resource that is neither named here nor known to play no part on one machine.
 */
export function nameResources(template: Template, tableName?: string): ReadonlyMap<string, ResourceName> {
  const names = new Map<string, ResourceName>();
  for (const [logicalId, resource] of Object.entries(template.Resources)) {
    const name = nameVersion(resource, template) ?? nameResource(logicalId, resource, tableName);
    if (name) names.set(logicalId, name);
    else if (!NAMELESS.has(resource.Type)) {
      throw new Error(`${logicalId}: the local runner does not know what to do with a resource of type ${resource.Type}`);
    }
  }
  return names;
}

/** The source file of a function, from the project's root. */
export function entryOf(logicalId: string, resource: TemplateResource): string {
  const entry = resource.Metadata?.[ENTRY_METADATA];
  if (typeof entry !== "string") throw new Error(`${logicalId}: no metadata "${ENTRY_METADATA}" says where this function's source is`);
  return entry;
}

/** Here one version of everything runs: who calls a version, or the alias of one, calls the function or state machine itself. */
function nameVersion({ Type, Properties }: TemplateResource, template: Template): ResourceName | undefined {
  if (!VERSIONS.has(Type)) return undefined;
  const reference = Properties?.FunctionName ?? Properties?.StateMachineArn;
  const logicalId = String((reference as { readonly Ref?: unknown } | undefined)?.Ref);
  const resource = template.Resources[logicalId];
  const name = resource && nameResource(logicalId, resource);
  if (!name) throw new Error(`The local runner does not know what ${JSON.stringify(reference)} is a version of`);
  return { ref: name.arn, arn: name.arn };
}

const VERSIONS: ReadonlySet<string> = new Set(["AWS::Lambda::Alias", "AWS::Lambda::Version", "AWS::StepFunctions::StateMachineVersion"]);

function nameResource(logicalId: string, resource: TemplateResource, tableName = logicalId): ResourceName | undefined {
  switch (resource.Type) {
    case "AWS::DynamoDB::Table":
      return { ref: tableName, arn: arn("dynamodb", `table/${tableName}`) };
    case "AWS::S3::Bucket":
      return { ref: logicalId.toLowerCase(), arn: `arn:aws:s3:::${logicalId.toLowerCase()}` };
    case "AWS::SQS::Queue":
      return { ref: `https://sqs.${LOCAL_REGION}.amazonaws.com/${LOCAL_ACCOUNT}/${logicalId}`, arn: arn("sqs", logicalId) };
    case "AWS::Events::EventBus": {
      const name = String(resource.Properties?.Name ?? logicalId);
      return { ref: name, arn: arn("events", `event-bus/${name}`) };
    }
    case "AWS::Lambda::Function": {
      const name = basename(dirname(entryOf(logicalId, resource)));
      return { ref: name, arn: arn("lambda", `function:${name}`) };
    }
    case "AWS::StepFunctions::StateMachine":
      return { ref: arn("states", `stateMachine:${logicalId}`), arn: arn("states", `stateMachine:${logicalId}`) };
    case "AWS::KMS::Key":
      return { ref: logicalId, arn: arn("kms", `key/${logicalId}`) };
    case "AWS::ApiGatewayV2::Api":
      return {
        ref: logicalId,
        arn: arn("apigateway", `/apis/${logicalId}`),
        attributes: { ApiEndpoint: `https://${logicalId}.execute-api.${LOCAL_REGION}.amazonaws.com` },
      };
    // The form of a pool's id is part of what a token is verified by.
    case "AWS::Cognito::UserPool":
      return { ref: `${LOCAL_REGION}_Local`, arn: arn("cognito-idp", `userpool/${LOCAL_REGION}_Local`) };
    case "AWS::ApiGatewayV2::Authorizer":
    case "AWS::ApiGatewayV2::Integration":
    case "AWS::Cognito::UserPoolClient":
    case "AWS::Cognito::UserPoolDomain":
      return { ref: logicalId, arn: arn("none", logicalId) };
    default:
      return undefined;
  }
}

const arn = (service: string, rest: string): string => `arn:aws:${service}:${LOCAL_REGION}:${LOCAL_ACCOUNT}:${rest}`;

/** What nothing in the wiring refers to: rules, routes and mappings, which are read, and what only an account needs. */
const NAMELESS: ReadonlySet<string> = new Set([
  "AWS::Events::Rule",
  "AWS::Lambda::EventSourceMapping",
  "AWS::ApiGatewayV2::Route",
  "AWS::ApiGatewayV2::Stage",
  "AWS::CDK::Metadata",
  "AWS::CloudWatch::Alarm",
  "AWS::Cognito::ManagedLoginBranding",
  "AWS::Cognito::UserPoolGroup",
  "AWS::Events::Archive",
  "AWS::Events::EventBusPolicy",
  "AWS::IAM::ManagedPolicy",
  "AWS::IAM::Policy",
  "AWS::IAM::Role",
  "AWS::Lambda::Permission",
  "AWS::Logs::LogGroup",
  "AWS::S3::BucketPolicy",
  "AWS::SNS::Topic",
  "AWS::SNS::TopicPolicy",
  "AWS::SQS::QueuePolicy",
]);
