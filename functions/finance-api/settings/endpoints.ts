import { changesBetween } from "../../../shared/base/json/diff.ts";
import type { SettingsVersion } from "../../../shared/settings/model/settings.ts";
import { proposeSettings } from "../../../shared/settings-proposal/steps/propose-settings.ts";
import { readBody } from "../../_platform/api/parse-body.ts";
import { personOf } from "../../_platform/api/request-context.ts";
import type { App } from "../../_platform/http/app.ts";
import { route } from "../../_platform/http/register-endpoint.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { proposalUrl } from "../urls.ts";
import { type ProposedSettingsResource, type SettingsVersionResource, settingsRequest } from "./schema.ts";

const MOST_LISTED = 100;

/** Adds the settings: what holds, what held, and a change that another person approves. */
export function addSettingsRoutes(app: App, wiring: () => Wiring): void {
  route(app, "financeApi.settings", async (c) => {
    const [latest, before] = await wiring().settings.history(2);
    return c.json(toVersion(latest ?? wiring().settings.initial, before));
  });

  route(app, "financeApi.settingsHistory", async (c) => {
    const versions = await wiring().settings.history(MOST_LISTED + 1);
    const data = versions.slice(0, MOST_LISTED).map((each, place) => toVersion(each, versions[place + 1]));
    return c.json({ object: "list", url: "/v1/finance/settings/versions", data, hasMore: versions.length > MOST_LISTED, nextCursor: null });
  });

  route(app, "financeApi.proposeSettings", async (c) => {
    const { baseVersion, why, ...sections } = await readBody(c, settingsRequest);
    const { proposalId, status, edition } = await proposeSettings({ baseVersion, why, sections }, personOf(c), wiring());
    const url = proposalUrl(proposalId);
    c.header("location", url);
    return c.json({ object: "proposed_settings", proposalId, baseVersion, status, edition, url } satisfies ProposedSettingsResource, 201);
  });
}

function toVersion({ version, hash, settings, change }: SettingsVersion, before: SettingsVersion | undefined): SettingsVersionResource {
  return {
    object: "settings",
    version,
    hash,
    settings: { ...settings },
    change:
      change === undefined
        ? null
        : {
            proposedBy: change.proposedBy,
            approvedBy: change.approvedBy,
            at: change.at,
            why: change.why,
            proposalUrl: proposalUrl(change.proposalId),
          },
    changes: before === undefined ? [] : changesBetween(before.settings, settings),
  };
}
