/** DynamoDB's limits, as its documentation states them. Sizes are in bytes. */

export const MAX_ITEM_BYTES = 400 * 1024;
export const MAX_PARTITION_KEY_BYTES = 2048;
export const MAX_SORT_KEY_BYTES = 1024;
export const MAX_NESTING = 32;

export const MAX_TRANSACTION_ACTIONS = 100;
export const MAX_TRANSACTION_BYTES = 4 * 1024 * 1024;
/** For how long a client token stands for what was done with it. */
export const TOKEN_LIFETIME_MS = 10 * 60 * 1000;
export const MAX_TOKEN_LENGTH = 36;

export const MAX_BATCH_KEYS = 100;
export const MAX_BATCH_BYTES = 16 * 1024 * 1024;
export const MAX_PAGE_BYTES = 1024 * 1024;

export const MAX_EXPRESSION_BYTES = 4096;
export const MAX_IN_OPERANDS = 100;

export const MAX_SIGNIFICANT_DIGITS = 38;
/** The decimal exponents of the first significant digit that a number may have. */
export const MAX_EXPONENT = 125;
export const MIN_EXPONENT = -130;
