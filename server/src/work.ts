/** What runs without being asked: sending the outbox, scheduled jobs, and the short sweeps that cron is too slow for. */
import { randomUUID } from "node:crypto";
import { beijingDay } from "@wsi/shared/case";
import { monthOf } from "@wsi/shared/values";
import { closeDays, remindOfTomorrow } from "./appointments/index.ts";
import { seal } from "./audit/index.ts";
import type { Inbox } from "./bot/inbox/index.ts";
import {
  accountOf,
  createEngine,
  LIVESTREAM_PARCEL,
  livestreamHandler,
  MASS_RECALL_PARCEL,
  massRecallHandler,
  rowTags,
} from "./broadcasts/index.ts";
import {
  countDue,
  endCoolOffs,
  ERASED_FILE_PARCEL,
  eraseDueCases,
  erasedFileHandler,
  expireCases,
  sweepWork,
} from "./cases/index.ts";
import { learnFollower, oweNotices, remindPeople, sendOwedNotices, trimSessions } from "./citizens/index.ts";
import { inTransaction, type Tx } from "./db.ts";
import { expireRights } from "./delegation/index.ts";
import { countMissing } from "./figures/index.ts";
import * as desk from "./desk/index.ts";
import { createFollowerRunner, startSync, tagBound, trimMoves } from "./followers/index.ts";
import { assessSlice, eraseContacts, erasePayees, startAssessment } from "./insurance/index.ts";
import { sortAllUnanswered } from "./knowledge/editorial/index.ts";
import { runJobs } from "./jobs/index.ts";
import { MENU_PARCEL, menuHandler, publishMenus } from "./menus/index.ts";
import {
  countOwed,
  countUnsure,
  countWaiting,
  createRelay,
  OUTBOX_CHANNEL,
  trimOutbox,
  type Handler,
} from "./outbox/index.ts";
import type { Reply } from "./ports/messages.ts";
import { countOpen, countUndrawn, drawDue } from "./quality/index.ts";
import { applyNext, checkSlice, expireRolls, sweepReviews } from "./rolls/index.ts";
import type { Services } from "./services.ts";
import { trimStaffSessions } from "./staff/index.ts";

const deskSweepMs = 3_000;
const broadcastLookMs = 250;
const followerLookMs = 2_000;
const ledgerLookMs = 1_000;
const rollLookMs = 500;
const menuRetryMs = 30_000;

function handlers({ db, wechat, clock, files }: Services): Record<string, Handler> {
  const message: Handler<{ openid: string; reply: Reply; notices?: string[] }> = {
    // WeChat has no idempotency key: what may have arrived is shown to people, never sent twice.
    repeatable: false,
    async deliver({ openid, reply }) {
      const sent = await wechat.messages.send(openid, reply);
      return sent.outcome === "sent" && sent.inWords !== undefined ? { outcome: "sent", remark: sent.inWords } : sent;
    },
    async settled(tx, { openid, notices }, result, key) {
      const silent = result.outcome === "refused" && ["window-closed", "quota-used-up"].includes(result.because);
      if (silent) await oweNotices(tx, openid, notices ?? [], clock.now());
      await desk.delivered(tx, key, result, clock.now());
    },
  };
  const follower: Handler<{ openid: string }> = {
    repeatable: true,
    async deliver({ openid }) {
      const found = await wechat.directory.find(openid);
      if (found) await inTransaction(db, (tx) => learnFollower(tx, openid, found.unionid));
      return { outcome: "sent" };
    },
  };
  const media = { db, clock, files, media: wechat.media, messages: wechat.messages };
  return {
    "wechat.message": message as Handler,
    "wechat.desk-file": desk.sendingHandler(media) as Handler,
    "wechat.media": desk.fetchingHandler(media) as Handler,
    [desk.REMINDER_PARCEL]: desk.remindingHandler({ clock, subscriptions: wechat.miniSubscriptions }) as Handler,
    "wechat.follower": follower as Handler,
    [ERASED_FILE_PARCEL]: erasedFileHandler(db, files) as Handler,
    [LIVESTREAM_PARCEL]: livestreamHandler({ clock, subscriptions: wechat.miniSubscriptions }) as Handler,
    [MASS_RECALL_PARCEL]: massRecallHandler({ clock, mass: wechat.mass }) as Handler,
    [MENU_PARCEL]: menuHandler({ db, clock, menu: wechat.menu }) as Handler,
  };
}

interface Repeated {
  /** At once, or once more when it is just being done. */
  now(): void;
  stop(): Promise<void>;
}

/** Repeats, never overlapping itself; what it throws is logged and it goes on. */
function every(ms: number, work: () => Promise<unknown>, onTrouble: (error: unknown) => void): Repeated {
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  let again = false;
  let over = false;
  function start(): void {
    if (busy || over) return;
    busy = true;
    again = false;
    running = work()
      .catch(onTrouble)
      .finally(() => {
        busy = false;
        if (again) start();
      });
  }
  const timer = setInterval(start, ms);
  return {
    now() {
      again = busy;
      start();
    },
    async stop() {
      over = true;
      clearInterval(timer);
      await running;
    },
  };
}

/** 每月 1 日: everybody's month is planned; the sweep below does it. A month that is under way already is left to it. */
const planAssessment = ({ db, clock }: Services) =>
  inTransaction(db, (tx) => {
    const now = clock.now();
    const today = beijingDay(now);
    return startAssessment(tx, { month: monthOf(today), today, by: "系统", now });
  });

/** Rolls 花名册 are checked and applied side by side: one that takes a minute to apply keeps nobody from seeing their mistakes. */
function startRolls({ db, clock, log, core }: Services) {
  let going = true;
  const checking = every(
    rollLookMs,
    async () => {
      while (going && (await checkSlice(db, core, () => clock.now())));
    },
    (error) => log.error({ err: error }, "checking a roll failed; it goes on from its last slice"),
  );
  const applying = every(
    rollLookMs,
    async () => {
      while (going && (await applyNext(db, core, () => clock.now())));
    },
    (error) => log.error({ err: error }, "applying a roll failed; nothing of it has happened, and it is tried again"),
  );
  return {
    async stop() {
      going = false;
      await checking.stop();
      await applying.stop();
    },
  };
}

function watchQuality({ db, clock, metrics }: Services): void {
  const count = <T>(read: (tx: Tx, now: Date) => Promise<T>) => inTransaction(db, (tx) => read(tx, clock.now()));
  metrics.watch(
    "quality_waiting",
    "Talks chosen for quality scoring that nobody has scored",
    async () => (await count(countOpen)).waiting,
  );
  metrics.watch(
    "quality_appeals_late",
    "Appeals against a quality score past the day they were to be decided",
    async () => (await count(countOpen)).lateAppeals,
  );
  metrics.watch(
    "quality_days_undrawn",
    "Days that are over and not drawn for quality scoring: more than a holiday is a fault",
    () => count(countUndrawn),
  );
}

export async function startWork(services: Services, inbox: Inbox) {
  const { db, clock, log, config, listener, metrics, wechat } = services;
  const relay = createRelay({
    db,
    clock,
    log,
    handlers: handlers(services),
    wake: (ring) => listener.listen(OUTBOX_CHANNEL, ring),
    count: (kind, outcome) => metrics.outbox.inc({ kind, outcome }),
  });
  metrics.watch("outbox_waiting", "Deliveries that are not settled", () => countWaiting(db));
  metrics.watch("outbox_unsure", "Deliveries given up or of unknown fate: somebody must look", () => countUnsure(db));
  metrics.watch("outbox_owed", "Deliveries whose effect in our own tables failed and is tried again", () =>
    countOwed(db),
  );
  metrics.watch(
    "figures_missing",
    "Yearly policy figures that the present month lacks: an editor must enter them",
    () => inTransaction(db, (tx) => countMissing(tx, beijingDay(clock.now()))),
  );
  watchQuality(services);
  metrics.watch("cases_erasure_due", "Cases whose term is over and which are not erased yet", () =>
    countDue(db, beijingDay(clock.now())),
  );
  const erasure = {
    db,
    log,
    elsewhere: desk.forgetCase,
    count: (outcome: "erased" | "failed") => metrics.erasedCases.inc({ outcome }),
  };
  await relay.start();
  const jobs = await runJobs({
    config,
    log,
    jobs: [
      { name: "audit.seal", cron: "* * * * *", work: () => seal(db) },
      { name: "inbox.sweep", cron: "* * * * *", work: () => inbox.sweep() },
      { name: "notices.owed", cron: "* * * * *", work: () => sendOwedNotices(db, clock.now()) },
      { name: "inbox.trim", cron: "20 3 * * *", work: () => inbox.trim() },
      { name: "outbox.trim", cron: "50 3 * * *", work: () => trimOutbox(db, clock.now()) },
      { name: "sessions.trim", cron: "10 4 * * *", work: () => trimSessions(db, clock.now()) },
      { name: "staff.sessions.trim", cron: "15 4 * * *", work: () => trimStaffSessions(db, clock.now()) },
      { name: "unanswered.sort", cron: "30 3 * * *", work: () => sortAllUnanswered(db) },
      {
        name: "followers.sync",
        cron: "30 1 * * *",
        work: () => inTransaction(db, (tx) => startSync(tx, null, clock.now())),
      },
      { name: "drafts.trim", cron: "40 3 * * *", work: () => desk.trimDrafts(db, clock.now()) },
      {
        name: "desk.files.erase",
        cron: "45 3 * * *",
        work: () => desk.eraseFiles(db, services.files, clock.now()),
      },
      {
        name: "desk.wechat.transcripts",
        cron: "* * * * *",
        work: () => desk.pullTranscripts({ db, clock, log, sessions: wechat.serviceSessions }),
      },
      {
        name: "quality.draw",
        // By the hour, so that a house that was down at six makes up for it: a day is drawn once.
        cron: "15 6-20 * * *",
        work: () => inTransaction(db, (tx) => drawDue(tx, clock.now())),
      },
      { name: "followers.trim", cron: "35 3 * * *", work: () => trimMoves(db, clock.now()) },
      { name: "audience.tag", cron: "20 2 * * *", work: () => tagBound(db, services.core) },
      { name: "ledger.assess", cron: "10 0 1 * *", work: () => planAssessment(services) },
      {
        name: "ledger.contacts.erase",
        cron: "5 3 * * *",
        work: () => eraseContacts(db, beijingDay(clock.now())),
      },
      { name: "ledger.payees.erase", cron: "8 3 * * *", work: () => erasePayees(db, beijingDay(clock.now())) },
      { name: "rights.expire", cron: "10 0 * * *", work: () => expireRights(db, clock.now()) },
      { name: "reminders", cron: "0 9 * * *", work: () => remindPeople(db, services.core, clock.now()) },
      { name: "rolls.overdue", cron: "* * * * *", work: () => sweepReviews(db, clock.now()) },
      { name: "appointments.remind", cron: "0 18 * * *", work: () => remindOfTomorrow(db, clock.now()) },
      { name: "appointments.close", cron: "5 0 * * *", work: () => closeDays(db, clock.now()) },
      { name: "rolls.expire", cron: "45 2 * * *", work: () => expireRolls(db, clock.now()) },
      { name: "case.work", cron: "* * * * *", work: () => sweepWork(services, db, clock.now()) },
      { name: "case.cool-off", cron: "* * * * *", work: () => endCoolOffs(services, db, clock.now()) },
      { name: "case.expire", cron: "40 2 * * *", work: () => expireCases(db, clock.now()) },
      // After drafts have lapsed: what was never submitted goes the same night.
      { name: "case.erase", cron: "20 3 * * *", work: () => eraseDueCases(erasure, clock.now()) },
    ],
  });
  void inbox.sweep().catch((error: unknown) => log.error({ err: error }, "the first sweep of the inbox failed"));
  const sweepDesk = every(
    deskSweepMs,
    () => inTransaction(db, (tx) => desk.sweep(tx, services.roster, clock.now())),
    (error) => log.error({ err: error }, "the sweep of the desk failed"),
  );
  const deafToQueue = await listener.listen(desk.DESK_QUEUE_CHANNEL, sweepDesk.now);

  let assessing = true;
  const assessingWork = every(
    ledgerLookMs,
    async () => {
      while (assessing && (await assessSlice(db, () => clock.now())));
    },
    (error) => log.error({ err: error }, "the monthly assessment failed; it goes on from its last slice"),
  );

  const rollWork = startRolls(services);

  const broadcasts = createEngine({
    db,
    clock,
    log,
    holder: randomUUID(),
    account: accountOf(wechat, wechat.config.miniAppId),
    files: services.files,
    tags: rowTags,
  });
  const broadcastWork = every(
    broadcastLookMs,
    () => broadcasts.work(),
    (error) => log.error({ err: error }, "sending broadcasts failed"),
  );

  const { followers, tags } = wechat;
  const runner = createFollowerRunner({ db, clock, log, core: services.core, followers, tags, holder: randomUUID() });
  const followerWork = every(
    followerLookMs,
    () => runner.work(),
    (error) => log.error({ err: error }, "the work on followers failed"),
  );

  let publishing: NodeJS.Timeout | undefined;
  const publishMenu = () =>
    void publishMenus({ db, clock, menu: wechat.menu }).catch((error: unknown) => {
      log.warn({ err: error }, "the menu could not be published; trying again");
      publishing = setTimeout(publishMenu, menuRetryMs);
    });
  publishMenu();

  return {
    async stop() {
      clearTimeout(publishing);
      runner.stop();
      await followerWork.stop();
      broadcasts.stop();
      await rollWork.stop();
      await broadcastWork.stop();
      await deafToQueue();
      await sweepDesk.stop();
      assessing = false;
      await assessingWork.stop();
      await jobs.stop();
      await relay.stop();
    },
  };
}
