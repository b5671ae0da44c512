/** How the mini-program is called on the phone. */
export const MINI_NAME = "武汉社保";
