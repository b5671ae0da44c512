/**
 * `npm run doctor`: looks at everything that the service stands on, with the service's own environment, and says what to mend. It reads
 * only, so it may be run at any time, before the first start and beside a running service. A check is data (`check.ts`), one file a
 * subject in `checks/`; `examine.ts` runs them, `world.ts` is what they look at. Ends with 0 when nothing is bad, else with 1.
 */
import process from "node:process";
import { parseArgs } from "node:util";
import { surveyEnv } from "../env.ts";
import { checks } from "./checks/index.ts";
import { examine, isWell } from "./examine.ts";
import { printJson, printReport, withoutSecrets } from "./report.ts";
import { openWorld } from "./world.ts";

const CLOSE_MS = 2_000;

const { values } = parseArgs({ options: { json: { type: "boolean", default: false } } });
const clock = { now: () => new Date() };
const survey = surveyEnv(process.env);
const world = openWorld({ ...survey, clock, nodeVersion: process.versions.node });
const results = await examine(checks, world);
const text = values.json ? printJson(results, clock.now()) : printReport(results);
const given = Object.fromEntries(Object.keys(survey.env).map((name) => [name, process.env[name]]));
process.stdout.write(withoutSecrets(text, given));
process.exitCode = isWell(results) ? 0 : 1;
// What never answered may hang on: nothing of it is waited for long.
setTimeout(() => process.exit(), CLOSE_MS).unref();
await world.close();
