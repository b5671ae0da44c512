/**
 * The menu below the chat as its editors keep it: one default menu and others for followers of a tag. `edit.ts` is the maker's part,
 * `decide.ts` the checker's (never the same person), `publish.ts` carries what was approved to WeChat through the outbox, `taps.ts`
 * says what a tapped button answers and counts the taps. Versions are added, never changed; going back is a new version.
 */
export { approveVersion, MENU_PARCEL, publishAgain, rejectVersion } from "./decide.ts";
export {
  createMenu,
  discardDraft,
  recallSubmitted,
  restoreVersion,
  saveDraft,
  submitDraft,
  withdrawMenu,
} from "./edit.ts";
export { menuHandler, publishMenus, wantedMenus } from "./publish.ts";
export { seedMenu } from "./store.ts";
export { menuTags } from "./tags.ts";
export { clicksOf, countTap, findTap, isTap } from "./taps.ts";
export { listMenus, viewMenu } from "./view.ts";
export { menuChoices } from "./world.ts";
