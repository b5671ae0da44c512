declare module "*.scss";
declare module "*.png";
/** Where the API stands for weapp, set when building (config/index.ts). */
declare const API_ORIGIN: string;
