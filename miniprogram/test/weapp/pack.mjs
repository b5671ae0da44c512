// Reads the compiled mini-program as plain data. The templates are compiled by WeChat's own glass-easel compiler.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const { TmplGroup } = createRequire(import.meta.url)("glass-easel-template-compiler");

/** What a module of a mini-program is given; everything a browser would add is named here so that it is hidden. */
export const givenToModules =
  "require module exports wx App Page Component Behavior getApp getCurrentPages global globalThis Function window document navigator location history localStorage sessionStorage fetch XMLHttpRequest WebSocket self top parent Element HTMLElement Event CustomEvent MutationObserver URL URLSearchParams TextEncoder structuredClone crypto atob btoa Blob File FormData Headers Request Response requestAnimationFrame performance Worker process Buffer".split(
    " ",
  );

export function readPack(folder) {
  const files = fs
    .readdirSync(folder, { recursive: true })
    .map((name) => String(name).split(path.sep).join("/"))
    .filter((name) => fs.statSync(path.join(folder, name)).isFile());
  const group = new TmplGroup();
  const modules = {};
  const configs = {};
  for (const file of files) {
    const key = file.slice(0, -path.extname(file).length);
    const read = () => fs.readFileSync(path.join(folder, file), "utf8");
    if (file.endsWith(".wxml")) {
      const faults = group.addTmpl(key, read());
      if (faults?.length) throw new Error(`${file}: ${JSON.stringify(faults)}`);
    } else if (file.endsWith(".wxs")) group.addScript(key, read());
    else if (file.endsWith(".json")) configs[key] = JSON.parse(read());
    else if (file.endsWith(".js")) modules[key] = read();
  }
  group.addTmpl("phone/slot", "<slot/>");
  group.addTmpl("phone/empty", "");
  const templates = new Function(`return ${group.getTmplGenObjectGroups()}`)();
  group.free();
  const app = configs.app;
  const pages = [
    ...app.pages,
    ...(app.subPackages ?? []).flatMap((sub) => sub.pages.map((page) => `${sub.root}/${page}`)),
  ];
  return { app, pages, configs, modules, templates };
}
