// The firms that buy from the demo company, with a contact each: dealers that order again and again, and firms that ask once.
import type { Account, Contact } from "#facts/entities.ts";
import { type Day, addDays } from "#kit/day.ts";
import type { Dice } from "#kit/dice.ts";
import { type Tongue, firmName, labelOf, personName } from "#testing/demo/names.ts";

export interface Buyer {
  readonly account: Account;
  readonly contact: Contact;
}

const regions = ["Moscow", "Moscow", "North-West", "Volga", "Urals"];
const sizes: Readonly<Record<string, readonly string[]>> = {
  installers: ["small", "small", "medium"],
  integrators: ["medium", "medium", "large"],
  "key-accounts": ["large"],
  tenders: ["large", "medium"],
  dealers: ["small", "medium"],
  distributors: ["large"],
};

/** Finds the buyer behind each enquiry: a known firm of the segment for some, a new one for the others. */
export class BuyerBook {
  readonly buyers: Buyer[] = [];
  private readonly bySegment = new Map<string, Buyer[]>();
  private readonly tongue: Tongue;
  private readonly dice: Dice;

  constructor(tongue: Tongue, dice: Dice) {
    this.tongue = tongue;
    this.dice = dice;
  }

  /** `standing`: how many firms of the segment share all enquiries; without it most enquiries bring a new firm. */
  buyerFor(segment: string, day: Day, standing?: number): Buyer {
    const known = this.bySegment.get(segment) ?? [];
    this.bySegment.set(segment, known);
    if (standing !== undefined && known.length >= standing) return known[Math.floor(this.dice.uniform() ** 1.5 * standing)]!;
    if (standing === undefined && known.length > 0 && this.dice.chance(0.25)) return known[this.dice.below(known.length)]!;
    const made = this.made(segment, day);
    known.push(made);
    this.buyers.push(made);
    return made;
  }

  private made(segment: string, day: Day): Buyer {
    const { dice, tongue } = this;
    const n = this.buyers.length;
    const account: Account = {
      id: `A-${String(n + 1).padStart(5, "0")}`,
      name: firmName(tongue, n),
      segment: labelOf(tongue, segment),
      size: labelOf(tongue, sizes[segment]![dice.below(sizes[segment]!.length)]!),
      region: labelOf(tongue, regions[dice.below(regions.length)]!),
      country: "RU",
      owner: null,
      employees: 5 + Math.floor(400 * dice.uniform() ** 3),
      revenue: null,
      createdOn: addDays(day, -dice.below(3)),
      parent: null,
    };
    const contact: Contact = {
      id: `K-${String(n + 1).padStart(5, "0")}`,
      account: account.id,
      name: personName(tongue, dice),
      email: `buyer${n + 1}@firm${n + 1}.example`,
      phone: `+7 000 ${String(1_000_000 + n).slice(0, 3)}-${String(10_000 + n).slice(1)}`,
      title: null,
      createdOn: account.createdOn,
    };
    return { account, contact };
  }
}
