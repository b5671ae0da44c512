/** Written by `npm run kb -- fit`: do not edit. What the names mean stands in search.ts and confidence.ts. */
import type { TrustName } from "./confidence.ts";
import type { SignalName } from "./search.ts";

export const rankWeights: Readonly<Record<SignalName, number>> = {
  text: 1.654,
  coverage: 0.67,
  closeness: 1.2,
  body: 2.953,
  scheme: 1.704,
  group: 2.313,
  event: 2.385,
  action: 1.944,
  aspect: 1.829,
  schemeMissing: -0.704,
  groupMissing: -1.313,
  eventMissing: -1.385,
  actionMissing: -0.944,
  aspectMissing: -1.129,
  schemeExtra: -2.832,
  groupExtra: -1.087,
  eventExtra: -1.605,
  actionExtra: -1.584,
  aspectExtra: -1.008,
  around: 2.1,
  conflict: -1.191,
  actionConflict: -0.22,
  exact: 1,
};

export const trustWeights: Readonly<Record<TrustName, number>> = {
  bias: -2.338,
  score: 0.632,
  margin: 1.169,
  coverage: -0.457,
  closeness: -0.548,
  shared: 0.211,
  missing: 0.17,
  extra: -0.798,
  conflict: -0.034,
  known: 0.119,
  unnamed: -0.133,
  named: 0.139,
  outside: -2.216,
  exact: 0.01,
  short: 0.151,
};
