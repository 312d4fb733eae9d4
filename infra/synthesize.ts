import { rmSync } from "node:fs";
import { App } from "aws-cdk-lib/core";
import { BUNDLING_STACKS } from "aws-cdk-lib/cx-api";
import { type FenrunConfig, readCdkContext, readConfig, stackNameOf } from "./config.ts";
import { FenrunStack } from "./fenrun-stack.ts";
import type { Template } from "./template.ts";

/**
 * Synthesizes the stack in this process, without bundling the functions' code: for tests and the local runner.
 * @param overrides settings to use instead of those in cdk.json.
 * @throws Error where the settings are wrong.
 */
export function synthesizeTemplate(overrides: Partial<FenrunConfig> = {}): { readonly template: Template } {
  const app = new App({
    analyticsReporting: false,
    stackTraces: false,
    treeMetadata: false,
    autoSynth: false,
    postCliContext: { ...readCdkContext(), ...overrides, [BUNDLING_STACKS]: [] },
  });
  const config = readConfig((key) => app.node.tryGetContext(key));
  const stack = new FenrunStack(app, stackNameOf(config), { config });
  const assembly = withoutTemplateRules(() => app.synth());
  try {
    return { template: assembly.getStackArtifact(stack.artifactId).template as Template };
  } finally {
    rmSync(assembly.directory, { recursive: true, force: true });
  }
}

/** CDK's own rules for templates take 1.5 s to load and run; `cdk synth` applies them, and no one needs them here. */
function withoutTemplateRules<T>(synthesize: () => T): T {
  const before = process.env.CDK_VALIDATION;
  process.env.CDK_VALIDATION = "false";
  try {
    return synthesize();
  } finally {
    if (before === undefined) delete process.env.CDK_VALIDATION;
    else process.env.CDK_VALIDATION = before;
  }
}
