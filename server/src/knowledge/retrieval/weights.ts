/** Written by `npm run kb -- fit`: do not edit. What the names mean stands in search.ts and confidence.ts. */
import type { TrustName } from "./confidence.ts";
import type { SignalName } from "./search.ts";

export const rankWeights: Readonly<Record<SignalName, number>> = {
  text: 1.648,
  coverage: 0.654,
  closeness: 1.253,
  body: 2.867,
  scheme: 1.649,
  group: 2.401,
  event: 2.377,
  action: 1.92,
  aspect: 1.854,
  schemeMissing: -0.649,
  groupMissing: -1.401,
  eventMissing: -1.377,
  actionMissing: -0.92,
  aspectMissing: -1.154,
  schemeExtra: -2.832,
  groupExtra: -1.133,
  eventExtra: -1.645,
  actionExtra: -1.64,
  aspectExtra: -1.139,
  around: 2.047,
  conflict: -1.194,
  actionConflict: -0.185,
  exact: 1,
};

export const trustWeights: Readonly<Record<TrustName, number>> = {
  bias: -2.086,
  score: 0.611,
  margin: 1.176,
  coverage: -0.377,
  closeness: -0.549,
  shared: 0.25,
  missing: 0.168,
  extra: -0.869,
  conflict: -0.037,
  known: -0.103,
  unnamed: -0.217,
  named: 0.114,
  outside: -2.316,
  exact: 0.01,
  short: 0.139,
};
