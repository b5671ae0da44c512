/** Files behind the sign-in: neither an <image> nor a link can carry the token, so they are fetched first. */
export interface Fetched {
  status: number;
  /** A path or URL on this device that an image can show; empty when the status is not 200. */
  local: string;
}
export declare function fetchFile(url: string, token: string): Promise<Fetched>;
/** Opens a fetched workbook: in WeChat with its menu to forward and print, in a browser as a download under the name. */
export declare function openSheet(local: string, name: string, type: "xlsx" | "xls"): Promise<void>;
/** Opens a fetched PDF (WeChat) or hands it to the browser under the name. */
export declare function openPdf(local: string, name: string): Promise<void>;
