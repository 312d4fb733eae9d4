import { uploadQuery } from "../../../_platform/api/read-upload.ts";

export const answerQuery = uploadQuery("answer");

/** As what a bank's answer may be sent: what it is, is read from its content. */
export const ANSWER_TYPES = [
  "application/xml",
  "text/xml",
  "text/csv",
  "application/gzip",
  "application/octet-stream",
  "multipart/form-data",
] as const;
