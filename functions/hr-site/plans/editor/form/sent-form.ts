/** Values that are ticked, and others typed into a field, with commas between them. */
export interface ChoiceForm {
  readonly ticked: readonly string[];
  readonly more: string;
}

/** The fields of a form as a browser sent it. */
export interface FormInput {
  one(name: string): string;
  all(name: string): string[];
  has(name: string): boolean;
  /** The paths of a list's rows: a row is there if its first field is. */
  rows(list: string, first: string): string[];
}

export const readChoice = (name: string, sent: FormInput): ChoiceForm => ({ ticked: sent.all(name), more: sent.one(`more:${name}`) });
