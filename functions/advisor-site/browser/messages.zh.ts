export interface Words {
  readonly hint: string;
  readonly root: string;
  readonly file: string;
  readonly previous: string;
  readonly verify: string;
  readonly working: string;
  readonly failed: string;
}
