/** Written by `npm run kb -- fit`: do not edit. What the names mean stands in search.ts and confidence.ts. */
import type { TrustName } from "./confidence.ts";
import type { SignalName } from "./search.ts";

export const rankWeights: Readonly<Record<SignalName, number>> = {
  text: 1.997,
  coverage: 0.951,
  closeness: 1.683,
  body: 2.189,
  scheme: 1.793,
  group: 2.46,
  event: 2.554,
  action: 2.013,
  aspect: 2.33,
  schemeMissing: -0.793,
  groupMissing: -1.46,
  eventMissing: -1.554,
  actionMissing: -1.013,
  aspectMissing: -1.63,
  schemeExtra: -2.242,
  groupExtra: -1.418,
  eventExtra: -1.936,
  actionExtra: -1.823,
  aspectExtra: -1.601,
  around: 2.225,
  conflict: -1.231,
  actionConflict: -0.153,
  exact: 1,
};

export const trustWeights: Readonly<Record<TrustName, number>> = {
  bias: -1.125,
  score: 0.417,
  margin: 1.293,
  coverage: -0.262,
  closeness: -0.424,
  shared: 0.366,
  missing: 0.176,
  extra: -1.215,
  conflict: -0.027,
  known: -0.817,
  unnamed: -0.379,
  named: 0.302,
  outside: -2.259,
  exact: 0.021,
  short: 0.224,
  elsewhere: -0.18,
  strange: -0.576,
};
