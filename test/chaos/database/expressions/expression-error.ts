/** What is wrong with an expression, whatever it is used as: who uses it says so in a ValidationException. */
export class ExpressionError extends Error {}
