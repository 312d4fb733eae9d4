import { expect, test } from "vitest";
import { OWN_OR_STAFF, STAFF } from "../../../shared/access/groups.ts";
import { decide, ROLES } from "../../../shared/access/policy.ts";

const li = (...roles: (typeof ROLES)[number][]) => ({ username: "li", roles });
const own = { advisorId: undefined };

test("access: own data is an advisor's under me and under their id, and nobody's without that role", () => {
  expect(decide(OWN_OR_STAFF, li("advisor"), own)).toBe("allowed");
  expect(decide(OWN_OR_STAFF, li("advisor"), { advisorId: "li" })).toBe("allowed");
  expect(decide(OWN_OR_STAFF, li("advisor"), { advisorId: "wang" })).toBe("forbidden");
  expect(decide(OWN_OR_STAFF, li("advisor"), { advisorId: "Li" })).toBe("forbidden");
  expect(decide(OWN_OR_STAFF, li("hr"), own)).toBe("forbidden");
  expect(decide(OWN_OR_STAFF, li("hr"), { advisorId: "wang" })).toBe("allowed");
  expect(decide(OWN_OR_STAFF, li(), { advisorId: "li" })).toBe("forbidden");
});

test("access: a route that isn't about one advisor is for those who see all", () => {
  expect(decide(STAFF, li("auditor"))).toBe("allowed");
  expect(decide(STAFF, li("advisor"))).toBe("forbidden");
  expect(decide(OWN_OR_STAFF, li("advisor"))).toBe("forbidden");
});

test("access: without a person only what is public is allowed, and what names no role is nobody's", () => {
  expect(decide("public", undefined)).toBe("allowed");
  expect(decide(OWN_OR_STAFF, undefined, own)).toBe("unauthenticated");
  expect(decide({}, li(...ROLES), { advisorId: "li" })).toBe("forbidden");
});
