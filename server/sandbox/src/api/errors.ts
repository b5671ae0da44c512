/** WeChat's error codes that this sandbox can answer with, in WeChat's own words. */
export const errors = {
  40001: "invalid credential, access_token is invalid or not latest",
  40002: "invalid grant_type",
  40003: "invalid openid",
  40005: "invalid file type",
  40007: "invalid media_id",
  40008: "invalid message type",
  40009: "invalid image size",
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
  40032: "invalid openid list size",
  40037: "invalid template_id",
  40059: "invalid msg id",
  40125: "invalid appsecret",
  40152: "invalid tag_id",
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
  43101: "user refuse to accept the msg",
  44002: "empty post data",
  44004: "empty content",
  45002: "content size out of limit",
  45003: "title size out of limit",
  45004: "description size out of limit",
  45008: "article size out of limit",
  45009: "reach max api daily quota limit",
  45015: "response out of time limit or subscription is canceled",
  45028: "has no masssend quota",
  45056: "tag num exceed limit",
  45058: "can not modify sys tag",
  45059: "can not tag user over limit",
  45065: "clientmsgid exist",
  45066: "same clientmsgid retry too fast",
  45067: "clientmsgid size out of limit",
  45047: "out of response count limit",
  45072: "command not supported",
  45080: "no message sent from user recently",
  45081: "typing status is already set",
  45083: "invalid speed",
  45084: "speed missing",
  45157: "tag name already exist or invalid",
  45158: "tag name too long",
  45159: "invalid tag id",
  46003: "menu no exist",
  47001: "data format error",
  48006: "forbid to clear quota because of reaching the limit",
  47003: "argument invalid! data value is not as its template says",
  48001: "api unauthorized",
  65301: "no such conditional menu",
  65303: "no default menu exist",
  65320: "matchrule field is no longer supported",
} as const;
export type ErrorCode = keyof typeof errors;

/** WeChat answered no: thrown by the handlers, made JSON in one place. */
export class Refused extends Error {
  readonly code: ErrorCode;
  /** What stands beside the code. */
  readonly more: object;
  constructor(code: ErrorCode, more: object = {}) {
    super(errors[code]);
    this.code = code;
    this.more = more;
  }
}

export const need = (holds: unknown, code: ErrorCode): void => {
  if (!holds) throw new Refused(code);
};
