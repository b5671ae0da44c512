/** Written by `npm run kb -- fit`: do not edit. What the names mean stands in search.ts and confidence.ts. */
import type { TrustName } from "./confidence.ts";
import type { SignalName } from "./search.ts";

export const rankWeights: Readonly<Record<SignalName, number>> = {
  text: 1.996,
  coverage: 0.95,
  closeness: 1.682,
  body: 2.189,
  scheme: 1.793,
  group: 2.458,
  event: 2.554,
  action: 2.013,
  aspect: 2.33,
  schemeMissing: -0.793,
  groupMissing: -1.458,
  eventMissing: -1.554,
  actionMissing: -1.013,
  aspectMissing: -1.63,
  schemeExtra: -2.24,
  groupExtra: -1.421,
  eventExtra: -1.935,
  actionExtra: -1.826,
  aspectExtra: -1.603,
  around: 2.222,
  conflict: -1.232,
  actionConflict: -0.152,
  exact: 1,
};

export const trustWeights: Readonly<Record<TrustName, number>> = {
  bias: -1.591,
  score: 0.453,
  margin: 1.284,
  coverage: -0.198,
  closeness: -0.445,
  shared: 0.368,
  missing: 0.179,
  extra: -1.132,
  conflict: -0.026,
  known: -0.749,
  unnamed: -0.411,
  named: 0.29,
  outside: -2.351,
  exact: 0.025,
  short: 0.356,
  elsewhere: -0.157,
  strange: 0,
};
