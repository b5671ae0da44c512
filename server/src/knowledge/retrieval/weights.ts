/** Written by `npm run kb -- fit`: do not edit. What the names mean stands in search.ts and confidence.ts. */
import type { TrustName } from "./confidence.ts";
import type { SignalName } from "./search.ts";

export const rankWeights: Readonly<Record<SignalName, number>> = {
  text: 2.016,
  coverage: 0.984,
  closeness: 1.68,
  body: 2.162,
  scheme: 1.757,
  group: 2.463,
  event: 2.561,
  action: 2.019,
  aspect: 2.318,
  schemeMissing: -0.757,
  groupMissing: -1.463,
  eventMissing: -1.561,
  actionMissing: -1.019,
  aspectMissing: -1.618,
  schemeExtra: -2.241,
  groupExtra: -1.414,
  eventExtra: -1.944,
  actionExtra: -1.831,
  aspectExtra: -1.623,
  around: 2.238,
  conflict: -1.227,
  actionConflict: -0.153,
  exact: 1,
};

export const trustWeights: Readonly<Record<TrustName, number>> = {
  bias: -1.577,
  score: 0.458,
  margin: 1.285,
  coverage: -0.201,
  closeness: -0.415,
  shared: 0.403,
  missing: 0.166,
  extra: -1.172,
  conflict: 0.004,
  known: -0.775,
  unnamed: -0.42,
  named: 0.28,
  outside: -2.38,
  exact: 0.023,
  short: 0.397,
  elsewhere: -0.169,
};
