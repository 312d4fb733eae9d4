import { expect, test } from "vitest";
import { makeBankReport } from "../../infra/local/sample-agency/bank-report.ts";
import { expectAccessible, expectFits, type ListeningPage, openListening } from "./looks.ts";
import { changeAccount, readBankFile } from "./payouts.ts";
import { rowsOf } from "./reading.ts";
import type { World } from "./world.ts";

const FINANCE = { username: "finance", roles: ["finance"] } as const;
const SECOND = { username: "finance-2", roles: ["finance"] } as const;
const AUDITOR = { username: "auditor", roles: ["auditor"] } as const;
const WANG = { username: "adv-wang", roles: ["advisor"] } as const;

/** The desktop last: so it stays. */
const SIZES = { phone: { width: 390, height: 480 }, desktop: { width: 1280, height: 480 } } as const;

interface Walk {
  readonly language: "zh" | "en";
  readonly month: string;
  /** When it is closed and paid. */
  readonly now: string;
  readonly today: string;
}

/** The second pays again what came back of the first. */
const WALKS: readonly Walk[] = [
  { language: "zh", month: "2026-10", now: "2026-11-05T10:00:00+08:00", today: "2026-11-05" },
  { language: "en", month: "2026-11", now: "2026-12-07T10:00:00+08:00", today: "2026-12-07" },
];

/** What finance does on the pages, from a close to a payment that comes back. */
export function financeWalks(world: () => World, accounts: () => readonly string[]): void {
  let cameBack = 0n;

  test.each(WALKS)(
    "$language: a month is closed, paid by two people and a bank's file, and what comes back is outstanding again",
    async ({ language, month, now, today }) => {
      await world().local.setClock(now);
      const office = await world().open(FINANCE, { locale: language, colorScheme: language === "zh" ? "light" : "dark" });
      const page = await openListening(office, world().local.url);
      const at = (path: string) => `/${language}/finance/${path}`;
      const payoutId = `${month}-1`;

      // 1. The close: previewed, asked for, watched.
      await page.goto(at("close"));
      await page.waitForURL(`**/finance/close/${month}`);
      await page.locator("#preview-form button").click();
      await world().local.drain();
      await page.goto(at(`close/${month}`));
      await look(page, `close-${language}`);
      await page.fill("#close-form input[name=confirm]", month);
      await page.locator("#close-form button").click();
      await page.locator("#result").waitFor({ timeout: 60_000 });
      await look(page, `closed-${language}`);

      // 2. The draft: whoever began it can't approve it.
      await page.locator(`#result a[href$="payouts?month=${month}"]`).click();
      await look(page, `payouts-${language}`);
      expect(await page.inputValue("#begin-month")).toBe(month);
      await page.locator("#begin-form button").click();
      await page.waitForURL(`**/payouts/${payoutId}?done=begun`);
      // The page looks again by itself, and loads anew once the draft stands.
      await page.locator(".state.draft").waitFor();
      await world().local.drain();
      await look(page, `payout-draft-${language}`);
      expect(await page.locator("#approve-form").count()).toBe(0);
      const drafted = await totalOf(page, "totals-table");
      expect(await totalOf(page, "lines-table", 1)).toBe(drafted.at(-1));

      // 3. Approved by another person, who confirms it.
      await world().signIn(office, SECOND);
      await page.goto(at(`payouts/${payoutId}`));
      await page.locator("#approve-form button").click();
      expect(new URL(page.url()).search).toBe("");
      await page.locator("#approve-sure").check();
      await page.locator("#approve-form button").click();
      await page.waitForURL(`**/payouts/${payoutId}?done=approved`);

      // 4. Exported, and fetched: what the bank reads is what was approved.
      await world().signIn(office, FINANCE);
      await page.goto(at(`payouts/${payoutId}`));
      expect(await page.inputValue("#export-executeOn")).toBe(today);
      await page.locator("#export-sure").check();
      await page.locator("#export-form button").click();
      await page.waitForURL(`**/payouts/${payoutId}?done=exported`);
      const makers = page.locator("#files form button");
      for (let left = await makers.count(); left > 0; left -= 1) {
        await makers.first().click();
        await page.waitForURL(`**/payouts/${payoutId}#files`);
      }
      await world().local.drain();
      await page.goto(at(`payouts/${payoutId}`));
      await look(page, `payout-exported-${language}`);
      expect(await page.locator("#files .differs").count()).toBe(0);
      const bank = await office.request.get(at(`files/payout%3A${payoutId}/pain.001/download`));
      expect(bank.status()).toBe(200);
      const { payments, count, controlSum } = readBankFile(await bank.text());
      expect([BigInt(count), controlSum]).toEqual(drafted);
      expect([...payments.values()].reduce((sum, amount) => sum + amount, 0n)).toBe(controlSum);
      await world().signIn(office, AUDITOR);
      expect((await office.request.get(at(`files/payout%3A${payoutId}/pain.001/download`))).status()).toBe(403);
      expect((await office.request.get(at(`files/payout%3A${payoutId}/xlsx/download`))).status()).toBe(200);
      await world().signIn(office, FINANCE);
      await page.goto(at(`files/payout%3A${payoutId}/pain.001`));
      expect(await page.locator("#downloads-table").textContent()).toContain("finance");
      await look(page, `file-${language}`);

      // 5. Confirmed.
      await page.goto(at(`payouts/${payoutId}`));
      await page.fill("#confirm-comment", "The bank’s list of the day");
      await page.locator("#confirm-sure").check();
      await page.locator("#confirm-form button").click();
      await page.waitForURL(`**/payouts/${payoutId}?done=confirmed`);

      // 6. One comes back: the bank's answer is looked at, then applied; again it changes nothing.
      await page.goto(at(`payouts/${payoutId}/payments/adv-wang`));
      const reference = /\d{4}-\d{2}-\d+-[A-Z2-7]{20}/.exec((await page.locator("#facts").textContent()) ?? "")?.[0] ?? "";
      const amount = payments.get(reference) ?? 0n;
      expect(amount).toBeGreaterThanOrEqual(cameBack);
      const answer = makeBankReport(`N-${month}`, today, "CNY", [
        { reference, amount, kind: "returned", code: "AC04", note: "账户已销户" },
        { reference: "of-somebody-else", amount: 100n, kind: "returned", code: "AC01" },
      ]);
      const file = { name: `camt054-${month.slice(5)}.xml`, mimeType: "application/xml", buffer: Buffer.from(answer) };
      for (const round of language === "zh" ? ["first", "again"] : ["first"]) {
        await page.goto(at("bank-reports"));
        await page.setInputFiles("#f-file", file);
        await page.locator("#report-form button").click();
        await page.locator("#matches-table").waitFor();
        if (round === "first") await look(page, `report-preview-${language}`);
        await page.locator("#apply-form button").click();
        await page.waitForURL("**/finance/bank-reports/*");
        expect((await rowsOf(page, "entries-table")).map(({ text }) => text.includes("of-somebody-else"))).toEqual([true]);
      }
      await look(page, `answer-${language}`);
      await page.goto(at(`payouts/${payoutId}/payments/adv-wang`));
      expect((await rowsOf(page, "outcomes-table")).length).toBe(1);
      expect(await page.locator(".state").first().getAttribute("class")).toContain("returned");
      await look(page, `payment-${language}`);
      await page.goto(at(`payouts/${payoutId}?show=returned`));
      expect(await totalOf(page, "lines-table", 1)).toBe(amount);
      cameBack = amount;

      // 7. The advisor is owed it again, and reads so on their own page; all of it adds up.
      await page.goto(at("reconciliation"));
      await look(page, `position-${language}`);
      expect(await page.locator("#ties .missing").count()).toBe(0);
      const position = await page.content();
      await world().signIn(office, WANG);
      await page.goto(`/${language}/me/payments`);
      const told = (await page.locator("main").textContent()) ?? "";
      expect(told).toContain((Number(amount) / 100).toLocaleString("en", { minimumFractionDigits: 2 }));
      await look(page, `own-payments-${language}`);
      const own = await page.content();
      for (const account of accounts()) for (const each of [position, own]) expect(each).not.toContain(account);
      expect(page.complaints.filter((text) => !text.includes("status of 422"))).toEqual([]);
      await office.close();

      // 8. Nobody is paid again to an account that is closed: the next month pays to another.
      await changeAccount("adv-wang");
    },
  );
}

/** The figures of a table's last row; or the sum of the last figures of its rows. */
async function totalOf(page: ListeningPage, tableId: string): Promise<bigint[]>;
async function totalOf(page: ListeningPage, tableId: string, summed: 1): Promise<bigint>;
async function totalOf(page: ListeningPage, tableId: string, summed?: 1): Promise<bigint | bigint[]> {
  const rows = await rowsOf(page, tableId);
  if (summed === undefined) return [...(rows.at(-1)?.values ?? [])];
  return rows.reduce((sum, { values }) => sum + (values.at(-1) ?? 0n), 0n);
}

/** Looks at a page on a phone and on a desktop. Axe takes longest: it looks at each page in one of the two languages. */
async function look(page: ListeningPage, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    await expectFits(page, `finance-${name}-${size}`);
  }
  const isAxed = AXED_IN_CHINESE.includes(name.replace(/-(zh|en)$/, "")) === name.endsWith("-zh");
  if (isAxed) await expectAccessible(page, `finance-${name}`);
}

const AXED_IN_CHINESE = ["close", "payouts", "payout-exported", "report-preview", "payment", "own-payments"];
