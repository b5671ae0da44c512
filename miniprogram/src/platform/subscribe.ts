/** What a person chose in WeChat's dialog of subscription messages, or why there was none, in words for the person. */
export type SubscribeAnswer =
  | { ok: true; decided: { template: string; accepted: boolean }[] }
  | { ok: false; message: string };

/** Opens the dialog. WeChat allows it only straight from a tap: nothing may be awaited before. At most five templates. */
export declare function askToSubscribe(
  offers: readonly { template: string; title: string }[],
): Promise<SubscribeAnswer>;
