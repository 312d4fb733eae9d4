/** Significant digits that Excel keeps and shows of a number. */
const MAX_DIGITS = 15;

/**
 * The text of a number as Excel shows it: its digits in plain notation, rounded to 15 of them where a binary fraction left
 * more, never by way of a double. A whole number of more digits has been rounded by the spreadsheet already: it is told in
 * scientific notation, which no column takes.
 * @param raw as the sheet's XML has it, such as 1234.0999999999999 or 6.22202E+18.
 */
export function numberText(raw: string): string {
  const [whole, sign = "", integer = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/.exec(raw.trim()) ?? [];
  if (whole === undefined) return raw;
  const digits = `${integer}${fraction}`.replace(/^0+/, "");
  if (digits === "") return "0";
  // The value is 0.digits times ten to this power.
  const power = Number(exponent) + integer.length - (`${integer}${fraction}`.length - digits.length);
  if (power > MAX_DIGITS) return `${sign}${digits.charAt(0)}.${digits.slice(1, 6).padEnd(1, "0")}E+${power - 1}`;
  const kept = rounded(digits);
  const shifted = power + kept.length - Math.min(digits.length, MAX_DIGITS);
  return `${sign}${placed(kept, shifted)}`;
}

/** At most 15 digits, the last one rounded half up. It is one digit longer where all of them were nines. */
function rounded(digits: string): string {
  const kept = BigInt(digits.slice(0, MAX_DIGITS));
  return ((digits.charAt(MAX_DIGITS) >= "5" ? 1n : 0n) + kept).toString();
}

/** Digits with their point after so many of them, without zeros at the end of a fraction. */
function placed(digits: string, power: number): string {
  if (power < -50) return "0";
  const padded = power <= 0 ? `${"0".repeat(1 - power)}${digits}` : digits.padEnd(power, "0");
  const point = power <= 0 ? 1 : power;
  const fraction = padded.slice(point).replace(/0+$/, "");
  return `${padded.slice(0, point)}${fraction === "" ? "" : `.${fraction}`}`;
}

const DAY_MS = 86_400_000;

/** The day of a serial number of Excel's: days since 1899-12-30, or since 1904-01-01; undefined where it is none. */
export function dayOfSerial(raw: string, is1904: boolean): string | undefined {
  const days = /^\d{1,7}(?:\.\d+)?$/.test(raw) ? Number.parseInt(raw, 10) : Number.NaN;
  // Excel counts a 29 February 1900 that there was not: what lies before it is nobody's payday.
  if (!(days > 60 && days < 2_958_466)) return undefined;
  return new Date((is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whether a number format shows dates: by its id, or by its code, which holds a year or a day outside of quotes and colours. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || (id >= 50 && id <= 58) || id === 36;
  return /[yd]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, "").replace(/general/gi, ""));
}
