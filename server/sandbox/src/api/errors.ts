/** WeChat's error codes that this sandbox can answer with, in WeChat's own words. */
export const errors = {
  40001: "invalid credential, access_token is invalid or not latest",
  40002: "invalid grant_type",
  40003: "invalid openid",
  40007: "invalid media_id",
  40008: "invalid message type",
  40013: "invalid appid",
  40014: "invalid access_token",
  40016: "invalid button size",
  40017: "invalid button type",
  40018: "invalid button name size",
  40019: "invalid button key size",
  40020: "invalid button url size",
  40022: "invalid sub button level",
  40023: "invalid sub button size",
  40024: "invalid sub button type",
  40025: "invalid sub button name size",
  40026: "invalid sub button key size",
  40027: "invalid sub button url size",
  40029: "invalid code",
  40125: "invalid appsecret",
  40163: "code been used",
  40165: "invalid weapp pagepath",
  40166: "invalid weapp appid",
  41001: "access_token missing",
  41002: "appid missing",
  41004: "appsecret missing",
  41005: "media data missing",
  41008: "missing code",
  42001: "access_token expired",
  43001: "require GET method",
  43002: "require POST method",
  43004: "require subscribe",
  44002: "empty post data",
  44004: "empty content",
  45002: "content size out of limit",
  45008: "article size out of limit",
  45009: "reach max api daily quota limit",
  45015: "response out of time limit or subscription is canceled",
  45047: "out of response count limit",
  45072: "command not supported",
  45080: "no message sent from user recently",
  45081: "typing status is already set",
  46003: "menu no exist",
  47001: "data format error",
  48006: "forbid to clear quota because of reaching the limit",
  48001: "api unauthorized",
} as const;
export type ErrorCode = keyof typeof errors;

/** WeChat answered no: thrown by the handlers, made JSON in one place. */
export class Refused extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode) {
    super(errors[code]);
    this.code = code;
  }
}

export const need = (holds: unknown, code: ErrorCode): void => {
  if (!holds) throw new Refused(code);
};
