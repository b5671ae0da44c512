import type { BindingParts } from "../citizens/index.ts";
import type { CaseParts } from "../cases/index.ts";
import type { Files } from "../ports/files.ts";
import type { MiniProgramLogin } from "../ports/messages.ts";

/** What the citizen's door needs of the house. */
export interface ApiParts extends BindingParts, CaseParts {
  login: MiniProgramLogin;
  files: Files;
}
