// What a field of a fact may hold, and how each kind is written in a row.

export const fieldKinds = ["id", "text", "day", "instant", "money", "share", "number", "count", "flag", "currency", "stage"] as const;
/**
 * id and text: text as it came (ids never become numbers); day: 'YYYY-MM-DD' in the workspace's time zone; instant: ISO 8601 in UTC;
 * money: whole minor units; share: 0 to 1 as a fraction; number: any; count: whole, not negative; flag: true or false;
 * currency: ISO 4217; stage: the source's own stage name, mapped to ours by the workspace's stage mapping.
 */
export type FieldKind = (typeof fieldKinds)[number];

export interface FieldSpec {
  readonly kind: FieldKind;
  /** A row without it is set aside. */
  readonly required?: true;
  /** The entity whose id stands here, for joins and the trust page. */
  readonly refersTo?: string;
  /** Values allowed, where the set is closed. */
  readonly oneOf?: readonly string[];
}

export type FieldSpecs = Readonly<Record<string, FieldSpec>>;

type ValueOf<K extends FieldKind> = K extends "money" | "share" | "number" | "count" ? number : K extends "flag" ? boolean : string;

/** The row type that a field table describes: required fields are always there, the others may be null. */
export type RowOf<F extends FieldSpecs> = {
  readonly [Name in keyof F]: F[Name] extends { required: true } ? ValueOf<F[Name]["kind"]> : ValueOf<F[Name]["kind"]> | null;
};
