/**
 * The morning's rush: 500 citizens ask for a person in one moment through the sandbox's signed callbacks. `npm run bench -- desk-burst`; fails
 * when somebody is not in the queue, or is there twice. DESK_TALKS makes it smaller.
 */
import { burst } from "./desk/burst.ts";

const one = await burst(Number(process.env["DESK_TALKS"] ?? 500));
console.log(JSON.stringify(one));
if (one.queued < one.citizens || one.doubled > 0) {
  console.error("somebody is not in the queue, or is there twice");
  process.exit(1);
}
process.exit(0);
