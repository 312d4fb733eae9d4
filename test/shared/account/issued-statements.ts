import { getSellerCredits, type SellerCredits } from "../../../shared/account/steps/read-seller-credits.ts";
import { sellerPath } from "../../../shared/account/views/month-source.ts";
import { ratedFacets } from "../../../shared/engine/facts/agency.ts";
import { sellerLines } from "../../../shared/engine/statement/seller-parts.ts";
import { readStatementFile, type StatementFile, statementFileText } from "../../../shared/engine/statement/statement-file.ts";
import type { AccountLedger } from "../../../shared/ledger/store/ledger-reader.ts";
import { ClosesInMemory } from "../ledger/close-in-memory.ts";
import type { RecordedFacts } from "../ledger/recorded-facts.ts";

/** A statement of a run, as its advisor would keep it. */
export interface Issued {
  readonly text: string;
  readonly file: StatementFile;
  /** What each of its lines for a seller is made of, by the path of its page. */
  readonly sellers: ReadonlyMap<string, SellerCredits>;
}

/** All statements of a run whose credits are kept with sellers. */
export async function issuedBy(recorded: RecordedFacts): Promise<Issued[]> {
  const closes = new ClosesInMemory(recorded);
  await closes.settleAll();
  const close = async (month: string) => closes.closes().find((each) => each.month === month);
  const deps = {
    accounts: { ...closes.ledger(), close } as unknown as AccountLedger,
    rating: { ratedFacets: ratedFacets(recorded.agency), localDay: (instant: string) => instant.slice(0, 10) },
  };
  return Promise.all(
    [...closes.fixed.all.values()].flatMap(({ statement }) => {
      if (statement === undefined) return [];
      const text = statementFileText(closes.bodies.all.get(statement.bodyKey) ?? "", statement.hash, undefined);
      return [issuedFrom(text, deps)];
    }),
  );
}

async function issuedFrom(text: string, deps: Parameters<typeof getSellerCredits>[3]): Promise<Issued> {
  const file = readStatementFile(text);
  const { month: closed } = file.body.statement;
  const sellers = new Map<string, SellerCredits>();
  for (const { sellerId, month } of sellerLines(file.body)) {
    const found = await getSellerCredits(file, sellerId, month, deps);
    if (found === undefined) throw new Error(`${sellerId} has a line of ${month} that can't be opened`);
    sellers.set(sellerPath(`statements/${closed}`, sellerId, month === closed ? undefined : month), found);
  }
  return { text, file, sellers };
}
