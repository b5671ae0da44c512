/** WeChat draws title bar and back key itself. */
export const tellTitle = (): void => {};
export const listenForBack = (): void => {};
export const listenForLostPage = (): void => {};
export const apiOrigin = API_ORIGIN;
