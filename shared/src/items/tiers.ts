/** The nine pension tiers of flexible employment in Hubei since 2022; the value is percent of the published base. */
export const tierOptions = {
  "60": "60%（最低）",
  "70": "70%",
  "80": "80%",
  "90": "90%",
  "100": "100%",
  "150": "150%",
  "200": "200%",
  "250": "250%",
  "300": "300%（最高）",
} as const;
