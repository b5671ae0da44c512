import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import type { Handler } from "./handler.ts";
import { coverOneself } from "./own-cover.ts";

/** 灵活就业人员续保: one enrolment a scheme from the chosen month. */
export const renewFlexibleEmployment: Handler<AnswersOf<Items["flexible-employment-renewal"]>> =
  coverOneself("renewFlexible");
