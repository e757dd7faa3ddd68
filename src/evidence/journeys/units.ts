// Which firm (or person) a touch, a deal and an enquiry belong to: each gets a number.
import type { TouchFacts } from "#facts/touch-columns.ts";
import { hashOf } from "#evidence/statistics/bootstrap.ts";

export type UnitKind = "account" | "contact";

/** Gives each firm (or person) a number. */
export class UnitRoll {
  private readonly facts: TouchFacts;
  private readonly kind: UnitKind;
  private readonly numbers = new Map<string, number>();
  private readonly hashes: number[] = [];
  private readonly accounts: number[] = [];
  private readonly rowOf: Map<string, number>;
  private readonly ofAccounts = new Map<string, number>();
  /** By row of `accounts`; -1 where nobody asked yet. */
  private readonly ofRows: Int32Array;

  constructor(facts: TouchFacts, kind: UnitKind) {
    this.facts = facts;
    this.kind = kind;
    const { ids, names } = facts.accounts;
    this.rowOf = new Map(ids.map((id, row) => [id, row]));
    this.ofRows = new Int32Array(ids.length).fill(-1);
    const known = new Map<string, number>();
    names.forEach((name, row) => name !== null && known.set(name, known.has(name) ? -1 : row));
    // A name that one account bears, and no id equals, means that account.
    for (const [name, row] of known) if (row >= 0 && !this.rowOf.has(name)) this.rowOf.set(name, row);
  }

  /** A unit of its own. */
  private next(key: string, account: string | undefined): number {
    this.hashes.push(hashOf(key));
    this.accounts.push(account === undefined ? -1 : (this.rowOf.get(account) ?? -1));
    return this.hashes.length - 1;
  }

  private number(key: string, account: string | undefined): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.next(key, account);
    this.numbers.set(key, number);
    return number;
  }

  /** Most accounts are asked for many times: by what is written, and where that may be a name or an id, by their row. */
  private ofAccount(account: string): number {
    const known = this.ofAccounts.get(account);
    if (known !== undefined) return known;
    const row = this.rowOf.get(account);
    let number = row === undefined ? -1 : this.ofRows[row]!;
    if (number < 0) number = this.next(`account ${row === undefined ? account : this.facts.accounts.ids[row]!}`, account);
    if (row !== undefined) this.ofRows[row] = number;
    this.ofAccounts.set(account, number);
    return number;
  }

  private ofContact(contact: string, account: string | undefined): number {
    return this.number(`contact ${contact}`, account ?? this.facts.accountOfContact.get(contact));
  }

  ofDeal(id: string, account: string | undefined): number {
    const contact = this.kind === "contact" ? this.facts.contactOfDeal.get(id) : undefined;
    if (contact !== undefined) return this.ofContact(contact, account);
    return this.kind === "account" && account !== undefined ? this.ofAccount(account) : this.number(`deal ${id}`, account);
  }

  ofLead(id: string, account: string | undefined): number {
    const contact = this.kind === "contact" ? this.facts.contactOfLead.get(id) : undefined;
    if (contact !== undefined) return this.ofContact(contact, account);
    return this.kind === "account" && account !== undefined ? this.ofAccount(account) : this.number(`lead ${id}`, account);
  }

  /** The unit that a touch names itself, by the codes of its account and its contact; -1 where it names none. Each name is looked up once. */
  byCodes(accounts: readonly string[], contacts: readonly string[]): (account: number, contact: number) => number {
    const { accountOfContact } = this.facts;
    if (this.kind === "contact") {
      const own = new LookUp(contacts, (name) => this.ofContact(name, undefined));
      return (_, contact) => own.at(contact);
    }
    const named = new LookUp(accounts, (name) => this.ofAccount(name));
    const behind = new LookUp(contacts, (name) => {
      const firm = accountOfContact.get(name);
      return firm === undefined ? -1 : this.ofAccount(firm);
    });
    return (account, contact) => {
      const own = named.at(account);
      return own >= 0 ? own : behind.at(contact);
    };
  }

  units(): { units: number; hashes: Int32Array; accountOf: Int32Array } {
    return { units: this.hashes.length, hashes: Int32Array.from(this.hashes), accountOf: Int32Array.from(this.accounts) };
  }

  get count(): number {
    return this.hashes.length;
  }

  hashOf(unit: number): number {
    return this.hashes[unit]!;
  }

  accountOf(unit: number): number {
    return this.accounts[unit]!;
  }
}

const notYet = -2_147_483_648;

/** Numbers of names by code, each looked up when it is first asked for: the list of names may grow. Code -1 has the number -1. */
export class LookUp {
  private readonly names: readonly string[];
  private readonly numberOf: (name: string) => number;
  private known: Int32Array;

  constructor(names: readonly string[], numberOf: (name: string) => number) {
    this.names = names;
    this.numberOf = numberOf;
    this.known = new Int32Array(names.length).fill(notYet);
  }

  at(code: number): number {
    if (code < 0) return -1;
    if (code >= this.known.length) {
      const longer = new Int32Array(Math.max(code + 1, 2 * this.known.length)).fill(notYet);
      longer.set(this.known);
      this.known = longer;
    }
    const known = this.known[code]!;
    return known === notYet ? (this.known[code] = this.numberOf(this.names[code]!)) : known;
  }
}
