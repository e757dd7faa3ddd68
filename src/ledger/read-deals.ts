// All deals as columns, in the workspace's money: what a deal does not say of itself is taken from its account, lead, campaign and product.
import type { Tx } from "#db/database.ts";
import { type DealColumns, noDay } from "#facts/columns.ts";
import { type Stage, stages } from "#facts/stage.ts";
import { cameTo } from "#kit/long-work.ts";
import type { Currency } from "#kit/money.ts";
import { Growing, GrowingTexts, dayNumberSql, noteIn, orderOf } from "#ledger/grow.ts";
import { byKey, withHashJoins } from "#ledger/join.ts";
import { type Rates, converterTo } from "#ledger/rates.ts";

export interface LedgerDeals {
  readonly deals: DealColumns;
  /** Deals whose stage nobody has mapped: they are in no column. By stage name of the source. */
  readonly unmapped: ReadonlyMap<string, readonly string[]>;
  /** Deals in a currency without a rate on their day: in the columns, without amounts. By currency. */
  readonly withoutRate: ReadonlyMap<Currency, readonly string[]>;
}

/** What reading money needs to know of the workspace. */
export interface MoneyContext {
  readonly workspaceId: string;
  readonly currency: Currency;
  readonly rates: Rates;
}

/**
 * One pass over the deals. A lead belongs to a deal where the deal names it, or else where just one lead names the deal.
 * Channel: the deal's, else its lead's, else its campaign's. Campaign: the deal's, else its lead's. Segment and size: the deal's, else the account's.
 * Region: the deal's, else the account's, else the seller's. References by name become ids where the name is one record's only.
 */
const query = `
  with account_key as materialized (${byKey("account", ["segment", "region", "size"])}),
    seller_key as materialized (${byKey("seller", ["region"])}),
    product_key as materialized (${byKey("product", ["list_price", "unit_cost", "currency"])}),
    campaign_key as materialized (${byKey("campaign", ["channel"])}),
    only_lead as materialized (select deal, min(id) as id from evenhand.lead where workspace_id = $1 and deal is not null group by deal having count(*) = 1)
  select d.id, m.stage, d.stage,
    ${dayNumberSql("d.created_on")}, ${dayNumberSql("d.closed_on")}, ${dayNumberSql("d.expected_close_on")},
    d.amount, d.list_price, d.cost, d.discount, d.quantity, d.currency, d.is_repeat,
    p.list_price, p.unit_cost, p.currency, d.off_invoice,
    coalesce(a.id, d.account), coalesce(d.lead, o.id), coalesce(s.id, d.owner), coalesce(p.id, d.product),
    coalesce(d.channel, l.channel, c.channel), coalesce(d.segment, a.segment), coalesce(d.region, a.region, s.region), coalesce(d.account_size, a.size),
    coalesce(c.id, d.campaign, l.campaign), d.loss_reason, d.buyer_loss_reason
  from evenhand.deal d
  left join evenhand.stage_mapping m on m.workspace_id = $1 and m.record_kind = 'deal' and m.source = d.source and m.source_stage = d.stage
  left join account_key a on a.key = d.account
  left join seller_key s on s.key = d.owner
  left join product_key p on p.key = d.product
  left join only_lead o on d.lead is null and o.deal = d.id
  left join evenhand.lead l on l.workspace_id = $1 and l.id = coalesce(d.lead, o.id)
  left join campaign_key c on c.key = coalesce(d.campaign, l.campaign)
  where d.workspace_id = $1`;

/** Every deal with a mapped stage, in order of ids. Works on about a million deals in a few seconds; memory is that of the columns. */
export async function readDeals(tx: Tx, context: MoneyContext): Promise<LedgerDeals> {
  const gathered = new GatheredDeals(context);
  await withHashJoins(tx, async () => {
    for await (const rows of tx.columns(query, [context.workspaceId])) {
      cameTo("reading");
      for (const row of rows) gathered.add(row as Row);
    }
  });
  return gathered.all();
}

type Row = [
  ...[id: string, stage: Stage | null, sourceStage: string, createdOn: number | null, closedOn: number | null, expectedCloseOn: number | null],
  ...[amount: number | null, listPrice: number | null, cost: number | null, discount: number | null, quantity: number | null],
  ...[currency: Currency | null, isRepeat: boolean | null, productPrice: number | null, unitCost: number | null, productCurrency: Currency | null],
  offInvoice: number | null,
  ...texts: (string | null)[],
];

const textFields = ["account", "lead", "owner", "product", "channel", "segment", "region", "accountSize", "campaign", "lossReason", "buyerLossReason"] as const;

class GatheredDeals {
  private readonly ids: string[] = [];
  private readonly days = {
    createdOn: new Growing(new Int32Array(1024)),
    closedOn: new Growing(new Int32Array(1024)),
    expectedCloseOn: new Growing(new Int32Array(1024)),
  };
  private readonly sums = {
    amount: new Growing(new Float64Array(1024)),
    listPrice: new Growing(new Float64Array(1024)),
    cost: new Growing(new Float64Array(1024)),
    offInvoice: new Growing(new Float64Array(1024)),
    quantity: new Growing(new Float64Array(1024)),
  };
  private readonly stage = new Growing(new Uint8Array(1024));
  private readonly isRepeat = new Growing(new Int8Array(1024));
  private readonly texts = textFields.map(() => new GrowingTexts());
  private readonly unmapped = new Map<string, string[]>();
  private readonly withoutRate = new Map<Currency, string[]>();
  private readonly own: ReturnType<typeof converterTo>;

  constructor(context: MoneyContext) {
    this.own = converterTo(context.currency, context.rates);
  }

  add(row: Row): void {
    const [id, stage, sourceStage, createdOn, closedOn, expectedCloseOn] = row;
    if (stage === null) {
      noteIn(this.unmapped, sourceStage, id);
      return;
    }
    this.ids.push(id);
    this.stage.push(stages.indexOf(stage));
    this.days.createdOn.push(createdOn ?? noDay);
    this.days.closedOn.push(closedOn ?? noDay);
    this.days.expectedCloseOn.push(expectedCloseOn ?? noDay);
    this.addSums(row);
    this.isRepeat.push(row[12] === null ? -1 : Number(row[12]));
    for (let field = 0; field < textFields.length; field++) this.texts[field]!.push(row[17 + field]);
  }

  /** Money is valued on the day of closing, else of creation, else of expected closing: as intake asked for the rate. */
  private addSums(row: Row): void {
    const [id, , , createdOn, closedOn, expectedCloseOn, amount, listPrice, cost, discount, quantity, currency, , productPrice, unitCost, productCurrency] =
      row;
    const day = closedOn ?? createdOn ?? expectedCloseOn;
    const own = (minor: number | null) => (minor === null ? Number.NaN : this.own(minor, currency, day));
    const ofProduct = (minor: number | null) => (minor === null ? Number.NaN : Math.round(this.own(minor, productCurrency, day) * (quantity ?? 1)));
    const price = listPrice ?? listFromDiscount(amount, discount);
    this.sums.amount.push(own(amount));
    this.sums.listPrice.push(price === null ? ofProduct(productPrice) : own(price));
    this.sums.cost.push(cost === null ? ofProduct(unitCost) : own(cost));
    this.sums.offInvoice.push(own(row[16]));
    this.sums.quantity.push(quantity ?? Number.NaN);
    if (currency !== null && Number.isNaN(this.own(0, currency, day))) noteIn(this.withoutRate, currency, id);
  }

  all(): LedgerDeals {
    const order = orderOf(this.ids);
    const [account, lead, owner, product, channel, segment, region, accountSize, campaign, lossReason, buyerLossReason] = this.texts.map((texts) =>
      texts.ordered(order),
    );
    const deals: DealColumns = {
      count: this.ids.length,
      ids: Array.from(order, (row) => this.ids[row]!),
      createdOn: this.days.createdOn.ordered(order),
      closedOn: this.days.closedOn.ordered(order),
      expectedCloseOn: this.days.expectedCloseOn.ordered(order),
      stage: this.stage.ordered(order),
      amount: this.sums.amount.ordered(order),
      listPrice: this.sums.listPrice.ordered(order),
      cost: this.sums.cost.ordered(order),
      offInvoice: this.sums.offInvoice.ordered(order),
      quantity: this.sums.quantity.ordered(order),
      isRepeat: this.isRepeat.ordered(order),
      account: account!,
      lead: lead!,
      owner: owner!,
      product: product!,
      channel: channel!,
      segment: segment!,
      region: region!,
      accountSize: accountSize!,
      campaign: campaign!,
      lossReason: lossReason!,
      buyerLossReason: buyerLossReason!,
    };
    return { deals, unmapped: this.unmapped, withoutRate: this.withoutRate };
  }
}

/** list = amount / (1 - discount), where the source gives the share only. */
function listFromDiscount(amount: number | null, discount: number | null): number | null {
  return amount !== null && discount !== null && discount < 1 ? Math.round(amount / (1 - discount)) : null;
}
