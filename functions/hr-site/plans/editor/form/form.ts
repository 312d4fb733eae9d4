/**
 * The editor's form: a whole plan version as texts, as they stand in the fields. It is the only state that editing has,
 * so that it works without a script: it travels with each request, and is kept once it is saved.
 */
export interface PlanForm {
  readonly effectiveFrom: string;
  readonly earn: string;
  readonly less: ChoiceForm;
  readonly components: readonly ComponentForm[];
  readonly factors: readonly FactorForm[];
  readonly minimum: string;
  /** pay or carry. */
  readonly leavers: string;
  /** The least that is paid for so many months; both empty where there is no draw. */
  readonly draw: { readonly amount: string; readonly months: string };
  readonly equity?: EquityForm;
}

/** Values that are ticked, and others typed into a field, with commas between them. */
export interface ChoiceForm {
  readonly ticked: readonly string[];
  readonly more: string;
}

/** What a component pays for: accepted values by facet. A facet without any is not looked at. */
export type WhereForm = Readonly<Record<string, ChoiceForm>>;

/** A component; which of the parts it has follows from its kind, and for a share from whether it has one rate or a ladder. */
export interface ComponentForm {
  readonly kind: string;
  readonly id: string;
  /** Its name for people; empty where it has none. */
  readonly label?: LabelForm;
  readonly where?: WhereForm;
  readonly factors?: readonly string[];
  readonly rate?: string;
  readonly tiers?: TiersForm;
  /** Of a table. */
  readonly rows?: readonly RowForm[];
  readonly otherwise?: string;
  readonly amount?: string;
  readonly when?: ConditionForm;
  readonly months?: string;
}

export interface LabelForm {
  readonly zh: string;
  readonly en: string;
}

export interface TiersForm {
  readonly mode: string;
  readonly measure: string;
  readonly period: string;
  /** Of attainment: what is measured against which target. */
  readonly basis?: string;
  readonly target?: string;
  /** What is measured; none where it is what the component pays for. */
  readonly of?: WhereForm;
  readonly steps: readonly StepForm[];
}

export interface RowForm {
  readonly where: WhereForm;
  readonly rate: string;
}

export interface StepForm {
  readonly from: string;
  readonly rate: string;
}

/** When a bonus is paid. */
export interface ConditionForm {
  readonly measure: string;
  /** Of attainment: what is measured against which target. */
  readonly basis?: string;
  readonly target?: string;
  /** What is measured; none where it is everything of the seller's. */
  readonly of?: WhereForm;
  readonly atLeast: string;
}

export interface FactorForm {
  readonly id: string;
  readonly by: string;
  readonly default: string;
  readonly steps: readonly { readonly from: string; readonly factor: string }[];
}

export interface EquityForm {
  readonly anyOf: readonly RuleForm[];
  readonly require: readonly { readonly attribute: string; readonly atLeast: string }[];
}

/** Either on the sum of the months, or on a count of them. */
export interface RuleForm {
  readonly months: string;
  readonly totalAtLeast?: string;
  readonly eachAtLeast?: string;
  readonly count?: string;
}

/** All values of a choice, ticked and typed, each once. */
export function valuesOf({ ticked, more }: ChoiceForm): string[] {
  const typed = more
    .split(/[,，、;；\n]/)
    .map((value) => value.trim())
    .filter((value) => value !== "");
  return [...new Set([...ticked, ...typed])];
}

/** A condition as a plan writes it: a facet without any value is not looked at. */
export const whereTerms = (where: WhereForm): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(where).flatMap(([facet, choice]) => {
      const values = valuesOf(choice);
      return values.length === 0 ? [] : [[facet, values]];
    }),
  );

/** The form after a button was pressed, and the field or button in which one goes on. */
export interface Operated {
  readonly form: PlanForm;
  readonly focus?: string;
}
