/** What surrounds the page: the title bar, the back key. */
export declare function tellTitle(title: string): void;
export declare function listenForBack(goBack: () => void): void;
/** In a browser a page is fetched when it is first opened: hears when that failed. In WeChat all pages are there. */
export declare function listenForLostPage(tell: () => void): void;
/** Where the API stands, without a slash at the end. */
export declare const apiOrigin: string;
