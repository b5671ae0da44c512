/**
 * Everything that WeChat knows: one small module a noun, each a closure over its own data that can say that data as JSON. The
 * world is loaded from and saved to one file, so that followers and their chats outlive a restart; codes, faults, the
 * transcript and its counts do not. Nothing here knows of HTTP.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Settings } from "../settings.ts";
import { createAccount, type Account, type SavedAccount } from "./account.ts";
import { createArticles, type Articles, type SavedArticles } from "./articles.ts";
import { createConsents, type Consents, type SavedConsents } from "./consents.ts";
import { createMass, type MassMessages, type SavedMass } from "./mass.ts";
import { createTags, type SavedTags, type Tags } from "./tags.ts";
import { createBlacklist, type Blacklist, type SavedBlacklist } from "./blacklist.ts";
import { createQrCodes, type QrCodes, type SavedQrCodes } from "./qr-codes.ts";
import { createServiceDesk, type SavedServiceDesk, type ServiceDesk } from "./service-desk.ts";
import { createShortLinks, type SavedShortLinks, type ShortLinks } from "./short-links.ts";
import { createTemplates, type SavedTemplates, type Templates } from "./templates.ts";
import { createTickets, type Tickets } from "./tickets.ts";
import { createArrivals, type Arrivals } from "./arrivals.ts";
import { createCrowd, type Crowd, type SavedCrowd } from "./crowd.ts";
import { createDelays, type Delays } from "./delays.ts";
import { createDeliveries, type Deliveries } from "./deliveries.ts";
import { createAllowances, type Allowances, type SavedAllowances } from "./allowances.ts";
import { createChats, type Chats, type SavedChats } from "./chats.ts";
import { createClock, type Clock, type SavedClock } from "./clock.ts";
import { createFaults, type Faults } from "./faults.ts";
import { createFollowers, type Followers, type SavedCrowdFollowers, type SavedFollowers } from "./followers.ts";
import { createLoginCodes, type LoginCodes } from "./login-codes.ts";
import { createMediaStore, type MediaStore, type SavedMedia } from "./media.ts";
import { createMenu, type AccountMenu, type SavedMenu } from "./menu.ts";
import { createQuotas, type Quotas, type SavedQuotas } from "./quotas.ts";
import { createTokens, type SavedTokens, type Tokens } from "./tokens.ts";
import { createTranscript, type Transcript } from "./transcript.ts";
import { createTyping, type Typing } from "./typing.ts";

export interface World {
  clock: Clock;
  account: Account;
  followers: Followers;
  crowd: Crowd;
  arrivals: Arrivals;
  delays: Delays;
  deliveries: Deliveries;
  chats: Chats;
  tokens: Tokens;
  allowances: Allowances;
  quotas: Quotas;
  menu: AccountMenu;
  media: MediaStore;
  articles: Articles;
  mass: MassMessages;
  tags: Tags;
  consents: Consents;
  blacklist: Blacklist;
  qrCodes: QrCodes;
  shortLinks: ShortLinks;
  templates: Templates;
  desk: ServiceDesk;
  tickets: Tickets;
  /** By publish_id: where the articles stand. */
  published: Map<string, { name: string; count: number }>;
  codes: LoginCodes;
  typing: Typing;
  faults: Faults;
  transcript: Transcript;
  /** The next number of a message, 64 bits wide: it does not fit a JavaScript number, so it is text. */
  nextMsgId(): string;
  /** Something changed: saves within the second. */
  changed(): void;
  /** Saves now what is waiting to be saved; what changes afterwards is not kept. */
  close(): void;
}

interface Saved {
  clock: SavedClock;
  account: SavedAccount;
  followers: SavedFollowers;
  crowd: SavedCrowd;
  crowdFollowers: SavedCrowdFollowers;
  chats: SavedChats;
  tokens: SavedTokens;
  allowances: SavedAllowances;
  quotas: SavedQuotas;
  menu: SavedMenu;
  media: SavedMedia;
  articles: SavedArticles;
  mass: SavedMass;
  tags: SavedTags;
  consents: SavedConsents;
  blacklist: SavedBlacklist;
  qrCodes: SavedQrCodes;
  shortLinks: SavedShortLinks;
  templates: SavedTemplates;
  desk: SavedServiceDesk;
  published: [string, { name: string; count: number }][];
  msgId: string;
}

function load(file: string): Partial<Saved> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw error;
  }
  // The file is this program's own, written whole or not at all.
  return JSON.parse(text) as Partial<Saved>;
}

export function createWorld(settings: Pick<Settings, "dataDir" | "account">): World {
  const { dataDir } = settings;
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  const file = dataDir === undefined ? undefined : path.join(dataDir, "sandbox.json");
  const saved = file === undefined ? {} : load(file);

  const clock = createClock(saved.clock);
  const crowd = createCrowd(saved.crowd);
  let msgId = BigInt(saved.msgId ?? "24900000000000000");
  let waiting: NodeJS.Timeout | undefined;
  let over = false;
  const parts = {
    clock,
    account: createAccount(settings.account, saved.account),
    crowd,
    followers: createFollowers(crowd, saved.followers, saved.crowdFollowers),
    chats: createChats(clock, saved.chats),
    tokens: createTokens(clock, saved.tokens),
    allowances: createAllowances(clock, crowd, saved.allowances),
    quotas: createQuotas(clock, saved.quotas),
    menu: createMenu(saved.menu),
    articles: createArticles(saved.articles),
    mass: createMass(clock, crowd, saved.mass),
    tags: createTags(crowd, saved.tags),
    consents: createConsents(saved.consents),
    blacklist: createBlacklist(saved.blacklist),
    qrCodes: createQrCodes(clock, saved.qrCodes),
    shortLinks: createShortLinks(clock, saved.shortLinks),
    templates: createTemplates(clock, saved.templates),
    desk: createServiceDesk(clock, saved.desk),
    media: createMediaStore(
      clock,
      dataDir === undefined ? undefined : path.join(dataDir, "sandbox-media"),
      saved.media,
    ),
  };

  const published = new Map(saved.published);

  function save(): void {
    waiting = undefined;
    if (file === undefined) return;
    const next = `${file}.${process.pid}.new`;
    const whole = {
      ...parts,
      crowdFollowers: parts.followers.crowdJSON(),
      published: [...published],
      msgId: String(msgId),
    };
    writeFileSync(next, JSON.stringify(whole), { mode: 0o600 });
    renameSync(next, file);
  }

  return {
    ...parts,
    published,
    codes: createLoginCodes(clock),
    typing: createTyping(clock),
    tickets: createTickets(clock),
    faults: createFaults(),
    arrivals: createArrivals(crowd),
    delays: createDelays(),
    deliveries: createDeliveries(),
    transcript: createTranscript(),
    nextMsgId() {
      msgId += 1n;
      return String(msgId);
    },
    changed() {
      if (!over) waiting ??= setTimeout(save, 300).unref();
    },
    close() {
      over = true;
      if (waiting === undefined) return;
      clearTimeout(waiting);
      save();
    },
  };
}
