/** Written by `npm run kb -- fit`: do not edit. What the names mean stands in search.ts and confidence.ts. */
import type { TrustName } from "./confidence.ts";
import type { SignalName } from "./search.ts";

export const rankWeights: Readonly<Record<SignalName, number>> = {
  text: 1.98,
  coverage: 0.933,
  closeness: 1.693,
  body: 2.193,
  scheme: 1.78,
  group: 2.468,
  event: 2.551,
  action: 2.022,
  aspect: 2.334,
  schemeMissing: -0.78,
  groupMissing: -1.468,
  eventMissing: -1.551,
  actionMissing: -1.022,
  aspectMissing: -1.634,
  schemeExtra: -2.258,
  groupExtra: -1.422,
  eventExtra: -1.94,
  actionExtra: -1.838,
  aspectExtra: -1.612,
  around: 2.223,
  conflict: -1.236,
  actionConflict: -0.148,
  exact: 1,
};

export const trustWeights: Readonly<Record<TrustName, number>> = {
  bias: -1.573,
  score: 0.462,
  margin: 1.292,
  coverage: -0.226,
  closeness: -0.426,
  shared: 0.384,
  missing: 0.184,
  extra: -1.168,
  conflict: -0.026,
  known: -0.78,
  unnamed: -0.426,
  named: 0.281,
  outside: -2.355,
  exact: 0.024,
  short: 0.38,
  elsewhere: -0.158,
};
