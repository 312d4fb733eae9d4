/** A CloudFormation template, as far as anyone here relies on its shape. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

/** The metadata under which the template names a function's source file, for the local runner. */
export const ENTRY_METADATA = "fenrun:entry";
