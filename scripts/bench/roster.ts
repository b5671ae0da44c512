/**
 * An employer's roll 花名册 from file to ledger: read, checked, confirmed and applied, .xlsx and .xls, at 2,000 rows and at 20,000.
 * Every step has a process of its own, so that its peak memory is its own; beside it, the spreadsheet library alone reading the same file.
 * Targets at 20,000 rows: checked within 30 s, applied within 60 s, peak memory below 400 MB. Keeps its table in docs/BENCHMARKS.md. Other sizes: ROSTER_SIZES=500,2000
 * `npm run bench -- roster`
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { read, utils, write } from "@e965/xlsx";
import { addDays } from "@wsi/shared/values";
import { embeddedCoreInsurance as core } from "../../server/src/adapters/core-insurance/embedded.ts";
import { createDb, inTransaction } from "../../server/src/db.ts";
import { crowd, employerId, loadPeople, personaOf, personIdOf } from "../../server/src/people/index.ts";
import { isRefusal, type Refusal } from "../../server/src/refusal.ts";
import { applyNext, checkSlice, confirmRoll, readRollFile, receiveRoll } from "../../server/src/rolls/index.ts";
import { freshDatabase } from "../../server/test/database.ts";
import { writeSection } from "./document/report.ts";

const TODAY = "2026-11-23";
const now = () => new Date(`${TODAY}T10:00:00+08:00`);
const SIZES = (process.env["ROSTER_SIZES"] ?? "2000,20000").split(",").map(Number);
const clerk = personaOf("garment-clerk");
const TITLE = "参保登记花名册";

const fine = <T>(answer: T | Refusal): T => {
  if (isRefusal(answer)) throw new Error(answer.body.message);
  return answer;
};
async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const value = await work();
  return [value, (performance.now() - start) / 1000];
}
/** Of this process alone: what getrusage tells begins with the size of the parent that started it. */
function peakMb(): number {
  if (process.platform !== "linux") return Math.round(process.resourceUsage().maxRSS / 1024);
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1024);
}

/** Newcomers who began up to two months ago: most of them owe months with late fee. */
function sheetOf(rows: number, kind: "xlsx" | "biff8"): Buffer {
  const lines = [...crowd(rows, 7)].map(({ name, idNumber }, at) => [
    name,
    idNumber,
    "13800138000",
    addDays(TODAY, -(at % 60)),
    4_000 + (at % 9_000),
    "五险",
  ]);
  const book = utils.book_new();
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([["姓名", "身份证号码", "手机号", "入职日期", "月工资", "险种"], ...lines]),
    TITLE,
  );
  return write(book, { type: "buffer", bookType: kind, compression: true }) as Buffer;
}

async function alone(file: string): Promise<object> {
  const bytes = await readFile(file);
  const [, seconds] = await timed(async () => read(bytes, { type: "buffer", dense: true }));
  return { seconds, peak: peakMb() };
}

async function whole(file: string, url: string): Promise<object> {
  const db = createDb(url);
  const bytes = await readFile(file);
  const [sheet, reading] = await timed(() => readRollFile({ name: path.basename(file), bytes }, TITLE));
  const actor = personIdOf(clerk.idNumber);
  const given = { code: "employee-enrolment", employerId: employerId("garment"), projectId: null, file: fine(sheet) };
  const [received, keeping] = await timed(() => inTransaction(db, (tx) => receiveRoll(core, tx, actor, given, now())));
  const { id } = fine(received).roll;
  const [, checking] = await timed(async () => {
    while (await checkSlice(db, core, now));
  });
  const checkPeak = peakMb();
  fine(await inTransaction(db, (tx) => confirmRoll(core, tx, actor, { id, signature: clerk.name }, now())));
  const [, applying] = await timed(() => applyNext(db, core, now));
  const { state } = await db.selectFrom("rolls").select("state").where("id", "=", id).executeTakeFirstOrThrow();
  if (state !== "applied") throw new Error(`the roll is ${state}`);
  await db.destroy();
  return { reading, keeping, checking, applying, checkPeak, peak: peakMb() };
}

function child(step: string, file: string, url = ""): Record<string, number> {
  const args = ["--import", "tsx", fileURLToPath(import.meta.url), step, file, url];
  const { status, stdout } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`the step ${step} failed`);
  return JSON.parse(stdout) as Record<string, number>;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "wsi-roster-"));
  const heads = [
    "Newcomers, most of whom owe months with late fee; each step in a process of its own. Applying is one transaction: ledger, notices, receipt.",
    "",
    "| rows | file | read | kept | checked | applied | peak, checked | peak, applied | the library alone |",
    "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
  ];
  const table: string[] = [];
  const s = (seconds: number | undefined) => `${(seconds ?? 0).toFixed(2)} s`;
  try {
    for (const rows of SIZES)
      for (const [ending, kind] of [
        ["xlsx", "xlsx"],
        ["xls", "biff8"],
      ] as const) {
        const file = path.join(folder, `${rows}.${ending}`);
        const bytes = sheetOf(rows, kind);
        await writeFile(file, bytes);
        const fresh = await freshDatabase();
        await inTransaction(fresh.db, (tx) => loadPeople(tx, TODAY));
        // Of a trusted employer: no reviewer stands between confirming and applying.
        await fresh.db.updateTable("employers").set({ trust: "vip" }).where("id", "=", employerId("garment")).execute();
        const lone = child("alone", file);
        const all = child("whole", file, fresh.url);
        await fresh.drop();
        const size = `${(bytes.length / 1024 / 1024).toFixed(1)} MB`;
        const steps = (["reading", "keeping", "checking", "applying"] as const).map((step) => s(all[step]));
        const peaks = `${all["checkPeak"]} MB | ${all["peak"]} MB`;
        table.push(
          `| ${rows.toLocaleString("en")} | .${ending}, ${size} | ${steps.join(" | ")} | ${peaks} | ${s(lone["seconds"])}, ${lone["peak"]} MB |`,
        );
        console.log(table.at(-1));
      }
    if (process.env["ROSTER_SIZES"] === undefined)
      writeSection("roster", "An employer's roll of thousands", [...heads, ...table].join("\n"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const [, , step, file = "", url = ""] = process.argv;
if (step === "alone") console.log(JSON.stringify(await alone(file)));
else if (step === "whole") console.log(JSON.stringify(await whole(file, url)));
else await main();
