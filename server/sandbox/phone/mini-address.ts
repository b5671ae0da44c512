const HOME = "pages/home/index";

/** Where the H5 build shows this page: the path as the account gave it, its query kept; the home page when it gave none. */
export const miniAddress = (publicUrl: string, path: string): string =>
  `${publicUrl.replace(/\/+$/, "")}/m/#/${path.replace(/^\/+/, "") || HOME}`;
