/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "domain-is-the-bottom",
      comment: "domain/ is nouns: types and total functions. It imports nothing of ours.",
      severity: "error",
      from: { path: "^shared/domain/" },
      to: { pathNot: "^shared/domain/" },
    },
    {
      name: "stages-meet-in-the-pipeline",
      comment: "Each stage knows domain/ and itself. shared/pipeline.ts joins them.",
      severity: "error",
      from: { path: "^shared/(parse|correlate|classify|aggregate|incident|report|redact)/" },
      to: { path: "^shared/", pathNot: ["^shared/$1/", "^shared/domain/"] },
    },
    {
      name: "core-reaches-no-io",
      comment:
        "The same core runs in a test, the CLI and Lambda: no AWS, disk or network by any path.",
      severity: "error",
      from: {
        path: "^shared/((domain|parse|correlate|classify|aggregate|incident|report|redact|flow)/|(pipeline|delivery|ports)[.]ts$)",
      },
      to: {
        path: [
          "@aws-sdk/",
          "^(node:)?(fs|fs/promises|http|https|net|child_process|process|worker_threads)$",
          "^shared/(adapters/|config[.]ts$)",
        ],
        reachable: true,
      },
    },
    {
      name: "adapters-translate",
      comment: "An adapter turns a port's call into an AWS call. Deciding is the core's work.",
      severity: "error",
      from: { path: "^shared/adapters/" },
      to: { path: "^shared/", pathNot: "^shared/(adapters/|domain/|(ports|observe)[.]ts$)" },
    },
    {
      name: "entry-points-only-wire",
      comment:
        "A handler decodes, calls the pipeline and writes. Reaching into a stage means logic leaked.",
      severity: "error",
      from: { path: "^functions/" },
      to: { path: "^shared/(correlate|classify|aggregate|incident|report|redact)/" },
    },
    {
      name: "dashboard-talks-http",
      comment: "The dashboard shares the words, not the code.",
      severity: "error",
      from: { path: "^dashboard/" },
      to: { path: "^(shared|functions|cli)/", pathNot: "^shared/domain/" },
    },
    {
      name: "nothing-imports-an-entry-point",
      severity: "error",
      from: { pathNot: "^(functions|cli|dashboard|test)/" },
      to: { path: "^(functions|cli|dashboard)/" },
    },
    {
      name: "no-test-code-in-production",
      severity: "error",
      from: { path: "^(functions|shared|cli|dashboard)/" },
      to: { path: "^(test|fixtures|bench)/" },
    },
    {
      name: "no-dev-dependencies-in-production",
      severity: "error",
      from: { path: "^(functions|shared)/", pathNot: "^functions/(build|asleep)[.]ts$" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
  },
};
