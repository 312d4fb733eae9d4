import type { PlanForm } from "../form/form.ts";

/** The form after a button was pressed, and the field or button in which one goes on. */
export interface Operated {
  readonly form: PlanForm;
  readonly focus?: string;
}
