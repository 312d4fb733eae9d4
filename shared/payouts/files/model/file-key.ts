/** Where files lie that no whole account number stands in: lists, workbooks, journals, positions. */
export const FILES = "files/";

/** Where files for banks and payroll lie: apart from the others, and encrypted under the payees' key. */
export const BANK_FILES = "bank-files/";

/** Whether what lies under a key has whole account numbers in it. */
export const isBankFileKey = (key: string): boolean => key.startsWith(BANK_FILES);
