/** Written by `npm run kb -- fit`: do not edit. What the names mean stands in search.ts and confidence.ts. */
import type { TrustName } from "./confidence.ts";
import type { SignalName } from "./search.ts";

export const rankWeights: Readonly<Record<SignalName, number>> = {
  text: 1.667,
  coverage: 0.694,
  closeness: 1.178,
  body: 2.888,
  scheme: 1.697,
  group: 2.338,
  event: 2.381,
  action: 1.931,
  aspect: 1.89,
  schemeMissing: -0.697,
  groupMissing: -1.338,
  eventMissing: -1.381,
  actionMissing: -0.931,
  aspectMissing: -1.19,
  schemeExtra: -2.837,
  groupExtra: -1.066,
  eventExtra: -1.624,
  actionExtra: -1.545,
  aspectExtra: -1.013,
  around: 2.078,
  conflict: -1.187,
  actionConflict: -0.24,
  exact: 1,
};

export const trustWeights: Readonly<Record<TrustName, number>> = {
  bias: -2.21,
  score: 0.639,
  margin: 1.192,
  coverage: -0.487,
  closeness: -0.649,
  shared: 0.193,
  missing: 0.178,
  extra: -0.869,
  conflict: -0.034,
  known: -0.031,
  unnamed: -0.209,
  named: 0.156,
  outside: -2.193,
  exact: 0.011,
  short: 0.155,
};
