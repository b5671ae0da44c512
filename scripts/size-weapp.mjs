// Checks the compiled mini-program in dist/weapp: sizes against our bars, that every page is there, and that WeChat's own
// compilers (wcc, wcsc) accept it. WeChat refuses a package over 2 MB; ours are 1.2 MB for the main one and 1 MB for others.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const dist = path.resolve(process.argv[2] ?? fileURLToPath(new URL("../dist/weapp", import.meta.url)));
const bars = { main: 1.2 * 1024 * 1024, sub: 1024 * 1024, icon: 40 * 1024 };
const problems = [];

if (!fs.existsSync(path.join(dist, "app.json"))) {
  console.error("dist/weapp is not built: run `npm run build:weapp`");
  process.exit(1);
}
const files = fs
  .readdirSync(dist, { recursive: true })
  .map((name) => String(name).split(path.sep).join("/"))
  .filter((name) => fs.statSync(path.join(dist, name)).isFile());
const app = JSON.parse(fs.readFileSync(path.join(dist, "app.json"), "utf8"));
const subs = app.subPackages ?? app.subpackages ?? [];
const pages = [...app.pages, ...subs.flatMap((sub) => sub.pages.map((page) => `${sub.root}/${page}`))];

for (const page of pages)
  for (const ending of ["js", "json", "wxml"])
    if (!files.includes(`${page}.${ending}`)) problems.push(`${page}.${ending} is missing`);
for (const tab of app.tabBar.list)
  for (const icon of [tab.iconPath, tab.selectedIconPath])
    if (!files.includes(icon)) problems.push(`the tab icon ${icon} is missing`);
    else if (fs.statSync(path.join(dist, icon)).size > bars.icon) problems.push(`the tab icon ${icon} is over 40 KB`);

const rootOf = (file) => subs.find((sub) => file.startsWith(`${sub.root}/`))?.root ?? "main";
const sizes = new Map([["main", 0], ...subs.map((sub) => [sub.root, 0])]);
for (const file of files) sizes.set(rootOf(file), sizes.get(rootOf(file)) + fs.statSync(path.join(dist, file)).size);
for (const [root, bytes] of sizes) {
  const bar = root === "main" ? bars.main : bars.sub;
  console.log(`${root.padEnd(10)} ${(bytes / 1024).toFixed(0).padStart(6)} KB of ${(bar / 1024).toFixed(0)} KB`);
  if (bytes > bar) problems.push(`package ${root} is too large`);
}

const ending = (e) => files.filter((file) => file.endsWith(e));

/** The compilers ship as programs for Linux; elsewhere the sizes are checked and this says so. */
function compile() {
  if (process.platform !== "linux") return console.log("wcc, wcsc: not run, they are programs for Linux");
  const home = path.dirname(createRequire(import.meta.url).resolve("miniprogram-compiler/package.json"));
  const using = ending(".json")
    .filter((file) => file !== "app.json" && file !== "project.config.json")
    .map((file) => [
      file.replace(/json$/, "wxml"),
      JSON.parse(fs.readFileSync(path.join(dist, file), "utf8")).usingComponents,
    ])
    .filter(([, parts]) => parts);
  const parts = [
    String(using.length),
    ...using.flatMap(([file, of]) => [file, Object.keys(of).length, ...Object.keys(of)]),
  ].join(" ");
  const runs = {
    wcc: ["-d", "-cc", parts, ...ending(".wxml"), ...ending(".wxs"), "-gn", "$gwx"],
    wcsc: ["-db", "-pc", "0", ...ending(".wxss").map((file) => `./${file}`)],
  };
  for (const [name, args] of Object.entries(runs)) {
    const program = path.join(home, "bin/linux", name);
    fs.chmodSync(program, 0o755);
    const run = spawnSync(program, args, { cwd: dist, maxBuffer: 1 << 28 });
    if (run.status === 0) console.log(`${name}: accepted, ${run.stdout.length} bytes`);
    else problems.push(`${name}: ${run.error?.message ?? run.stderr.toString().slice(0, 500)}`);
  }
}
compile();

for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
