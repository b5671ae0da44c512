const within = (path) => ({ path: `^${path}` });
const layer = (name, allowed) => ({
  name: `shared-${name}-looks-down`,
  comment:
    "values ← field ← item ← items; case and insurance stand on values, quality on nothing; items read lists and dates of insurance; contract on all but items",
  severity: "error",
  from: { path: `^shared/src/${name}/`, pathNot: "\\.test\\.ts$" },
  to: { path: "^shared/src/", pathNot: `^shared/src/(${[name, ...allowed].join("|")})/` },
});

/** The architecture as a program: who may import whom. docs/ARCHITECTURE.md says it in words. */
module.exports = {
  forbidden: [
    {
      name: "shared-stands-alone",
      severity: "error",
      from: within("shared/src"),
      to: { pathNot: ["^shared/src", "node_modules/valibot"] },
    },
    { name: "no-node-in-shared", severity: "error", from: within("shared/src"), to: { dependencyTypes: ["core"] } },
    layer("values", []),
    layer("field", ["values"]),
    layer("item", ["values", "field"]),
    layer("case", ["values"]),
    layer("insurance", ["values"]),
    layer("items", ["values", "field", "item", "insurance"]),
    layer("rolls", ["values", "field", "item", "insurance"]),
    layer("quality", []),
    layer("contract", ["values", "field", "item", "case", "insurance", "quality"]),
    { name: "miniprogram-never-sees-server", severity: "error", from: within("miniprogram"), to: within("server") },
    {
      name: "console-never-sees-server",
      severity: "error",
      from: within("server/console"),
      to: within("server/(src|sandbox)"),
    },
    {
      name: "items-cross-the-wire",
      severity: "error",
      from: { path: "^(miniprogram|server/console)" },
      to: { path: "^shared/src/(items|rolls)" },
    },
    {
      name: "server-never-sees-clients",
      severity: "error",
      from: within("server/src"),
      to: { path: "^(miniprogram|server/console|server/sandbox)" },
    },
    { name: "the-sandbox-is-wechat", severity: "error", from: within("server/sandbox"), to: within("server/src") },
    {
      name: "only-main-picks-adapters",
      severity: "error",
      from: { path: "^server/src", pathNot: "^server/src/(main|services|doctor/world|adapters|db\\.ts)" },
      to: within("server/src/adapters"),
    },
    {
      name: "nobody-needs-the-doctor",
      severity: "error",
      from: { path: "^server/src", pathNot: "^server/src/doctor/" },
      to: within("server/src/doctor"),
    },
    {
      name: "doors-do-not-know-each-other",
      severity: "error",
      from: { path: "^server/src/(bot|api|console|jobs)/" },
      to: { path: "^server/src/(bot|api|console|jobs)/", pathNot: "^server/src/$1/" },
    },
    {
      name: "domains-do-not-know-doors",
      severity: "error",
      from: {
        path: "^server/src/(cases|rolls|sheets|certificates|citizens|delegation|figures|insurance|desk|quality|knowledge|broadcasts|menus|followers|content|tools|roster|staff|outbox|audit)/",
      },
      to: { path: "^server/src/(bot|api|console|jobs|http)/" },
    },
    {
      name: "koa-stops-at-the-door",
      severity: "error",
      from: {
        path: "^server/src/(cases|rolls|sheets|certificates|citizens|delegation|figures|insurance|desk|quality|knowledge|broadcasts|menus|followers|content|tools|roster|staff|ports|outbox|audit)/",
      },
      to: { path: "node_modules/(koa|@koa|wechat-api|ioredis)" },
    },
    {
      name: "wechat-api-behind-its-port",
      severity: "error",
      from: { path: "^server/src", pathNot: "^server/src/adapters/wechat" },
      to: { path: "node_modules/wechat-api" },
    },
    {
      name: "pages-do-not-know-each-other",
      severity: "error",
      from: { path: "^miniprogram/src/(pages|apply|cases|lookups|rolls|live|tools|me)/" },
      to: {
        path: "^miniprogram/src/(pages|apply|cases|lookups|rolls|live|tools|me)/",
        pathNot: "^miniprogram/src/$1/",
      },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "nothing-unresolved", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(\\.test\\.tsx?$|/test/|^dist/)" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
