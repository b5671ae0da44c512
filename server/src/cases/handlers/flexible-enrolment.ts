import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import type { Handler } from "./handler.ts";
import { coverOneself } from "./own-cover.ts";

/** 灵活就业人员参保登记: the first enrolment of somebody's life here. */
export const enrolFlexibleEmployment: Handler<AnswersOf<Items["flexible-enrolment"]>> = coverOneself("enrolFlexible");
