import type { ReplyScope } from "@wsi/shared/contract";

/** Whose a canned reply is, in a word. */
export const scopeName: Record<ReplyScope, string> = { private: "我的", group: "小组", public: "公用" };
