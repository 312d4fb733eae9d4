/** A payment as a bank's file asks for it. */
export interface FileLine {
  readonly reference: string;
  /** Whom it pays: the world's accounts are held by advisors and called after them and the version of their payee. */
  readonly advisorId: string;
  readonly payeeVersion: number;
  /** Minor units. */
  readonly amount: bigint;
}

const PAYMENT = /<EndToEndId>([^<]+)<\/EndToEndId>.*?<InstdAmt Ccy="CNY">(\d+)\.(\d\d)<\/InstdAmt>.*?<Cdtr><Nm>(\S+) (\d+)<\/Nm><\/Cdtr>/g;

/** Reads a file as a bank does. @throws where it does not have as many payments, or come to as much, as its head says. */
export function linesOfFile(text: string): FileLine[] {
  const lines = [...text.matchAll(PAYMENT)].map(([, reference = "", whole = "", cents = "", advisorId = "", version = ""]) => ({
    ...{ reference, advisorId },
    ...{ payeeVersion: Number(version), amount: BigInt(whole + cents) },
  }));
  const sum = lines.reduce((total, { amount }) => total + amount, 0n);
  const [, count, controlSum = ""] = /<NbOfTxs>(\d+)<\/NbOfTxs><CtrlSum>([\d.]+)<\/CtrlSum>/.exec(text) ?? [];
  if (Number(count) !== lines.length || BigInt(controlSum.replace(".", "")) !== sum)
    throw new Error(`the file has ${lines.length} payments of ${sum}, and its head says ${count} of ${controlSum}`);
  return lines;
}
