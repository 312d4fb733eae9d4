import { HR_OR_FINANCE, STAFF } from "../../../shared/access/groups.ts";
import { changesBetween } from "../../../shared/base/json/diff.ts";
import type { SettingsVersion } from "../../../shared/settings/model/settings.ts";
import { proposeSettings } from "../../../shared/settings-proposal/steps/propose-settings.ts";
import { created, endpoint, tagged } from "../../_platform/api/endpoint.ts";
import { settingsRequest } from "../../_platform/requests/settings.ts";
import { APPROVED_BY_ANOTHER } from "../proposed.ts";
import { proposalUrl } from "../urls.ts";
import { proposedSettingsSchema, type SettingsVersionResource, settingsHistorySchema, settingsVersionSchema } from "./schema.response.ts";

const MAX_LISTED = 100;

/** The settings: what holds, what held, and a change that another person approves. */
export const settingsEndpoints = tagged("Settings", [
  endpoint({
    id: "financeApi.settings",
    route: "GET /v1/finance/settings",
    access: STAFF,
    summary: "The settings that hold",
    response: settingsVersionSchema,
    handle: async ({ deps }) => {
      const [latest, before] = await deps.settings.history(2);
      return toVersion(latest ?? deps.settings.initial, before);
    },
  }),

  endpoint({
    id: "financeApi.settingsHistory",
    route: "GET /v1/finance/settings/versions",
    access: STAFF,
    summary: "Versions of the settings",
    response: settingsHistorySchema,
    handle: async ({ deps }) => {
      const versions = await deps.settings.history(MAX_LISTED + 1);
      const data = versions.slice(0, MAX_LISTED).map((each, place) => toVersion(each, versions[place + 1]));
      return {
        object: "list" as const,
        url: "/v1/finance/settings/versions",
        data,
        hasMore: versions.length > MAX_LISTED,
        nextCursor: null,
      };
    },
  }),

  endpoint({
    id: "financeApi.proposeSettings",
    route: "POST /v1/finance/settings",
    access: HR_OR_FINANCE,
    summary: "Propose a change of the settings",
    response: proposedSettingsSchema,
    body: settingsRequest,
    status: 201,
    description: `Sections that aren't sent stay as they are. ${APPROVED_BY_ANOTHER}`,
    handle: async ({ body: { baseVersion, comment, ...sections }, person, deps }) => {
      const { proposalId, status, lockVersion } = await proposeSettings({ baseVersion, comment, sections }, person, deps);
      const url = proposalUrl(proposalId);
      return created(url, { object: "proposed_settings" as const, proposalId, baseVersion, status, lockVersion, url });
    },
  }),
]);

const toVersion = (version: SettingsVersion, before: SettingsVersion | undefined): SettingsVersionResource => ({
  ...version,
  settings: { ...version.settings },
  change: version.change && { ...version.change, comment: version.change.comment, proposalUrl: proposalUrl(version.change.proposalId) },
  changes: before === undefined ? [] : changesBetween(before.settings, version.settings),
});
