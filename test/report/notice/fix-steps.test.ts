import { expect, test } from "vitest";
import { fixSteps } from "../../../shared/report/notice/fix-steps.ts";

const findResource = { text: "find", command: "RESOURCE_ID=$(aws x get-resources)" };
const findRoute = { text: "find", command: "ROUTE_ID=$(aws x get-routes)" };
const findIntegration = { text: "find", command: 'INTEGRATION_ID=$(aws x --route "$ROUTE_ID")' };
const look = { text: "look", command: 'aws x --resource "$RESOURCE_ID"' };
const mend = { text: "mend", command: 'aws x update --resource "$RESOURCE_ID"' };
const mendIntegration = { text: "mend", command: 'aws x --target "integrations/$INTEGRATION_ID"' };
const think = { text: "think" };

test.each([
  {
    name: "nothing of what confirms, if it needs nothing",
    confirm: [findResource, look],
    fix: [think],
  },
  {
    name: "before it what sets what it uses",
    confirm: [findResource, look],
    fix: [think, mend],
    steps: [findResource, think, mend],
  },
  {
    name: "what those need, in order",
    confirm: [findRoute, look, findIntegration],
    fix: [mendIntegration],
    steps: [findRoute, findIntegration, mendIntegration],
  },
  { name: "nothing that it sets itself", confirm: [findResource], fix: [findResource, mend] },
  { name: "nothing for a variable that nobody sets", confirm: [think], fix: [mend] },
  {
    name: "the last step that sets it, once",
    confirm: [{ ...findResource, text: "early" }, findResource],
    fix: [mend],
    steps: [findResource, mend],
  },
])("a fix has $name", ({ confirm, fix, steps = fix }) => {
  expect(fixSteps({ confirm, fix })).toEqual(steps);
});
