/** Opens a page of the web; false when that cannot be done from here and the page has to say how. */
export declare function openLink(url: string): boolean;
