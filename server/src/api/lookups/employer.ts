import { citizenLookups, lookupFiles, statementFileInput } from "@wsi/shared/contract";
import { beijingDay } from "@wsi/shared/case";
import { IdNumber } from "@wsi/shared/values";
import { safeParse } from "valibot";
import { noteLooks } from "../../delegation/index.ts";
import type { Door } from "../../http/door.ts";
import { perMinute } from "../../http/limit.ts";
import { statementSheet } from "../../insurance/index.ts";
import { isRefusal, refuse } from "../../refusal.ts";
import { lookAtEmployer, sourceOf } from "./rights.ts";
import type { ApiParts } from "../parts.ts";
import { sendSheet } from "../sheet.ts";

const often = perMinute("lookups.employer", 120);
const pageRows = 20;

/** An employer's own records, for its clerks. Everybody whose amounts stand on a page finds the look in their access log. */
export function employerLookupRoutes(door: Door, parts: ApiParts): void {
  const { core } = parts;

  door.serve(
    citizenLookups.statement,
    { who: "person", audit: "lookups.statement", limit: often },
    async ({ actor, input, tx, now, about }) => {
      const seen = await lookAtEmployer(parts, { tx, actor, now }, input.employer);
      if (isRefusal(seen)) return seen;
      about("employer", input.employer);
      const today = beijingDay(now);
      const { named, page, month, unpaid } = input;
      const ask = { named, page, month, unpaid, size: pageRows };
      const found = await core.statementPage(tx, input.employer, ask, today);
      const shown = found.rows.map((row) => row.personId);
      await noteLooks(tx, seen.right, shown, "看了单位月度账单（只含本单位）", now);
      return { ...found, ...(await sourceOf("both", tx, now)), page, size: pageRows };
    },
  );

  door.serveRaw(
    "GET",
    lookupFiles.statement,
    { who: "person", audit: "lookups.statement.export", limit: perMinute("statement.sheet", 30) },
    async (ctx, { actor, tx, now, about }) => {
      const input = safeParse(statementFileInput, { ...ctx.query });
      if (!input.success) return refuse("bad-input", "请先选择单位和月份，再导出");
      const { employer: id, month } = input.output;
      const seen = await lookAtEmployer(parts, { tx, actor, now }, id);
      if (isRefusal(seen)) return seen;
      about("employer", id);
      const statement = await core.employerStatement(tx, id, month, beijingDay(now));
      const all = statement.people.map((one) => one.personId);
      await noteLooks(tx, seen.right, all, "导出了单位月度账单（只含本单位）", now);
      return { bytes: await statementSheet(seen.employer, statement), name: `statement-${month}.xlsx` };
    },
    sendSheet,
  );

  door.serve(
    citizenLookups.staffList,
    { who: "person", audit: "lookups.staff", limit: often },
    async ({ actor, input, tx, now, about }) => {
      const seen = await lookAtEmployer(parts, { tx, actor, now }, input.employer);
      if (isRefusal(seen)) return seen;
      about("employer", input.employer);
      const { named, page } = input;
      const found = await core.employeePage(tx, input.employer, { named, page, size: pageRows }, beijingDay(now));
      const shown = found.rows.map((row) => row.personId);
      await noteLooks(tx, seen.right, shown, "看了员工名单和申报工资（只含本单位）", now);
      return {
        ...found,
        ...(await sourceOf("both", tx, now)),
        page,
        size: pageRows,
        rows: found.rows.map((row) => ({ ...row, idNumber: IdNumber.mask(row.idNumber) })),
      };
    },
  );

  door.serve(
    citizenLookups.projects,
    { who: "person", audit: "lookups.projects", limit: often },
    async ({ actor, input, tx, now, about }) => {
      const seen = await lookAtEmployer(parts, { tx, actor, now }, input.employer);
      if (isRefusal(seen)) return seen;
      about("employer", input.employer);
      const today = beijingDay(now);
      const found = await core.projects(tx, input.employer, today);
      return {
        ...(await sourceOf("hrss", tx, now)),
        projects: found.map(({ id, certificate, name, price, from, to, fee, due, workers }) => ({
          id,
          certificate,
          name,
          price,
          from,
          to,
          fee,
          due,
          workers: workers.length,
          present: workers.filter((one) => one.from <= today && (one.to === undefined || one.to >= today)).length,
        })),
      };
    },
  );

  door.serve(
    citizenLookups.projectRoster,
    { who: "person", audit: "lookups.roster", limit: often },
    async ({ actor, input, tx, now, about }) => {
      const seen = await lookAtEmployer(parts, { tx, actor, now }, input.employer);
      if (isRefusal(seen)) return seen;
      const found = await core.projects(tx, input.employer, beijingDay(now));
      const project = found.find((one) => one.id === input.id);
      if (!project) return refuse("not-found", "这家单位没有这个工程项目，请从列表重新进入");
      about("project", project.id);
      const at = (input.page - 1) * pageRows;
      const rows = project.workers.slice(at, at + pageRows);
      const shown = rows.map((row) => row.personId);
      await noteLooks(tx, seen.right, shown, "看了工程项目名单（只含本单位）", now);
      return {
        ...(await sourceOf("hrss", tx, now)),
        name: project.name,
        page: input.page,
        size: pageRows,
        matching: project.workers.length,
        rows: rows.map((row) => ({ ...row, to: row.to ?? null })),
      };
    },
  );
}
