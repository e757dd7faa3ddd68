// Columns that give the outcome away: filled in, or set to nothing, when a deal is over. They describe the end and can predict nothing.
import { type Coded, type DealColumns, noDay } from "#facts/columns.ts";
import { isClosedAt, wonStage } from "#evidence/cycle/watch.ts";
import { type Finding, finding } from "#evidence/trust/finding.ts";

/** What a column says of a deal: a small code. Codes below 2 are 'empty or zero' (0) and 'has a value' (1); from 2 on the values of a short list. */
type Reading = { readonly field: string; readonly code: (row: number) => number; readonly zeroCounts: boolean };

const least = { closed: 50, eachOutcome: 10, agreement: 0.98 };

/**
 * column-repeats-outcome: among closed deals, knowing the column tells won from lost almost perfectly: the mean of the share of won and the share of lost told
 * right, each value judged by the outcome it goes with more often, is at least .98 (a coin gives .5). Needs 50 closed deals, 10 of each outcome, and a column with
 * at most 50 values. column-filled-at-close: the column is filled in for at least 98 % of the closed and at most 70 % of the open deals.
 */
export function outcomeFindings(deals: DealColumns): Finding[] {
  const closed: number[] = [];
  const open: number[] = [];
  for (let row = 0; row < deals.count; row++) (isClosedAt(deals, row) ? closed : open).push(row);
  const won = closed.filter((row) => deals.stage[row] === wonStage).length;
  const found: Finding[] = [];
  for (const reading of readingsOf(deals)) {
    if (closed.length >= least.closed && won >= least.eachOutcome && closed.length - won >= least.eachOutcome) {
      const agreement = agreementOf(deals, closed, { reading, won });
      if (agreement >= least.agreement) {
        const details = { agreement, how: reading.zeroCounts ? "zero" : "value" };
        found.push(
          finding({ code: "column-repeats-outcome", entity: "deal", field: reading.field, severity: "note", count: closed.length, of: deals.count, details }),
        );
      }
    }
    found.push(...filledAtClose(deals, reading, { closed, open }));
  }
  return found;
}

function readingsOf(deals: DealColumns): Reading[] {
  const money = (field: string, column: Float64Array): Reading => ({ field, zeroCounts: true, code: (row) => (column[row]! > 0 || column[row]! < 0 ? 1 : 0) });
  const coded = (field: string, column: Coded): Reading => {
    const isShort = column.names.length <= 50;
    return { field, zeroCounts: false, code: (row) => (column.codes[row]! < 0 ? 0 : isShort ? column.codes[row]! + 2 : 1) };
  };
  return [
    money("amount", deals.amount),
    money("listPrice", deals.listPrice),
    money("cost", deals.cost),
    money("quantity", deals.quantity),
    coded("account", deals.account),
    coded("lead", deals.lead),
    coded("owner", deals.owner),
    coded("product", deals.product),
    coded("channel", deals.channel),
    coded("segment", deals.segment),
    coded("region", deals.region),
    coded("accountSize", deals.accountSize),
    coded("campaign", deals.campaign),
    { field: "expectedCloseOn", zeroCounts: false, code: (row) => (deals.expectedCloseOn[row] === noDay ? 0 : 1) },
    { field: "isRepeat", zeroCounts: false, code: (row) => deals.isRepeat[row]! + 1 },
  ];
}

function agreementOf(deals: DealColumns, closed: readonly number[], { reading, won }: { reading: Reading; won: number }): number {
  // A short list has at most 50 values after the two codes for empty and filled.
  const seen = { won: new Int32Array(64), lost: new Int32Array(64) };
  for (const row of closed) (deals.stage[row] === wonStage ? seen.won : seen.lost)[reading.code(row)]!++;
  const lost = closed.length - won;
  let [wonRight, lostRight] = [0, 0];
  for (let code = 0; code < 64; code++) {
    if (seen.won[code]! / won >= seen.lost[code]! / lost) wonRight += seen.won[code]!;
    else lostRight += seen.lost[code]!;
  }
  return (wonRight / won + lostRight / lost) / 2;
}

function filledAtClose(deals: DealColumns, reading: Reading, { closed, open }: { closed: readonly number[]; open: readonly number[] }): Finding[] {
  // A list whose values start at 2 and a column of money both read 0 for 'empty'; amount is agreed on late by nature and is no finding.
  if (closed.length < least.closed || open.length < least.closed || reading.zeroCounts) return [];
  const isEmpty = (row: number) => reading.code(row) === 0;
  const emptyOpen = open.filter(isEmpty);
  const emptyClosed = closed.filter(isEmpty).length;
  if (emptyClosed > 0.02 * closed.length || emptyOpen.length < 0.3 * open.length) return [];
  return [
    finding({
      code: "column-filled-at-close",
      entity: "deal",
      field: reading.field,
      severity: "note",
      count: emptyOpen.length,
      of: open.length,
      records: emptyOpen.map((row) => deals.ids[row]!),
      details: { filledOpen: 1 - emptyOpen.length / open.length, filledClosed: 1 - emptyClosed / closed.length },
    }),
  ];
}
