// What people call the values that figures are cut by: sellers and products are known by id, people know them by name.
import type { NamedList } from "#ledger/read-lists.ts";

/** A value of a field in words; one without a name, and every value of other fields, stands for itself. null stays null: the field is empty. */
export type NameInCut = <V extends string | null>(cut: string | null | undefined, value: V) => V;

/** Names that two records share are told apart by their ids. */
export function namesInCuts({ sellers, products }: { readonly sellers: NamedList; readonly products: NamedList }): NameInCut {
  const lists = new Map([
    ["owner", toldApart(sellers)],
    ["product", toldApart(products)],
  ]);
  return <V extends string | null>(cut: string | null | undefined, value: V) => (value === null ? value : ((lists.get(cut ?? "")?.get(value) ?? value) as V));
}

function toldApart({ ids, names }: NamedList): Map<string, string> {
  const times = new Map<string, number>();
  for (const name of names) if (name !== null) times.set(name, (times.get(name) ?? 0) + 1);
  return new Map(
    ids.flatMap((id, place) => {
      const name = names[place] ?? null;
      return name === null ? [] : [[id, times.get(name) === 1 ? name : `${name} (${id})`] as const];
    }),
  );
}
