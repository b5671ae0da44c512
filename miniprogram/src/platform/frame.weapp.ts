/** WeChat draws title bar and back key itself; the desk answers in the official account, which a mini-program cannot open. */
export const tellTitle = (): void => {};
export const openChat = (): boolean => false;
export const listenForBack = (): void => {};
export const listenForLostPage = (): void => {};
export const apiOrigin = API_ORIGIN;
