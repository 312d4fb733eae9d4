import { App, Validations } from "aws-cdk-lib/core";
import { AwsSolutionsChecks } from "cdk-nag";
import { buildVerifier } from "./browser-bundle.ts";
import { readConfig, stackNameOf } from "./config.ts";
import { FenrunStack } from "./fenrun-stack.ts";

/** What the cdk command runs: the stack, checked against the AWS Solutions rules. */
buildVerifier();
const app = new App();
const config = readConfig((key) => app.node.tryGetContext(key));
new FenrunStack(app, stackNameOf(config), {
  config,
  terminationProtection: true,
  description: "Fenrun pays partners: orders in as events, revenue shares to the fen, statements out.",
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
