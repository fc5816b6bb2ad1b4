// What `serverless.yml` asks for by ${file(functions/deployment/osls.js):NAME}. osls calls each with
// its own ways to resolve variables; Node runs the TypeScript behind it.
import { alarmResources } from "./alarms.ts";
import { encryptionProperties, encryptionResources } from "./encryption.ts";
import { functionExtensions } from "./functions.ts";
import { settingsFrom } from "./settings.ts";
import { slackEnvironment, slackSecretPolicy } from "./slack.ts";
import { tableResource } from "./storage.ts";
import { subscriberResources } from "./subscribers.ts";
import { subscriptionResources } from "./subscriptions.ts";

export async function settings({ resolveConfigurationProperty, resolveVariable }) {
  const installation = await installationOf({ resolveConfigurationProperty, resolveVariable });
  const named = `param:settings, "serverless.${installation.stage}.yml"`;
  const file = await resolveVariable(named);
  const written = await resolveVariable(`file(${file}), null`);
  if (written === null) process.stderr.write(`There is no ${file}: nothing is subscribed.\n`);
  return settingsFrom(written, file, installation);
}

export const region = ofSettings((given) => given.region ?? null);
export const encryption = ofSettings(encryptionProperties);
export const tunables = ofSettings((given) => given.environment);
export const slack = ofSettings((given) => ({ ...given.environment, ...slackEnvironment(given) }));
export const tags = ofSettings((given, { service, stage }) => ({ service, stage, ...given.tags }));
export const resources = ofSettings((given) => ({
  extensions: functionExtensions(given),
  Resources: {
    IncidentTable: tableResource(given),
    ...encryptionResources(given),
    ...subscriptionResources(given),
    ...subscriberResources(given),
    ...slackSecretPolicy(given),
    ...alarmResources(given),
  },
}));

/** By way of the configuration, so that a problem of the settings is told once. */
function ofSettings(derive) {
  return async (osls) => {
    const given = await osls.resolveVariable("self:custom.settings");
    return derive(given, await installationOf(osls));
  };
}

async function installationOf({ resolveConfigurationProperty, resolveVariable }) {
  return {
    service: await resolveConfigurationProperty(["service"]),
    stage: await resolveVariable("sls:stage"),
  };
}
