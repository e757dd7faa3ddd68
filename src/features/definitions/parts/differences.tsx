// How one version differs from the one before it: a line for each parameter.
import type { DefinitionVersionView, DefinitionView } from "#features/definitions/contract.ts";
import { useTermWords } from "#features/definitions/parts/term-words.ts";

type Key = DefinitionView["key"];

/** 'Status: money gone → money gone and promised', one line a parameter. */
export function Differences({ of, differences }: { readonly of: Key; readonly differences: DefinitionVersionView["differences"] }) {
  const say = useTermWords();
  if (differences.length === 0) return null;
  return (
    <ul style={{ margin: 0, paddingLeft: 20, fontSize: "var(--mantine-font-size-sm)" }}>
      {differences.map(({ parameter, before, after }) => (
        <li key={parameter}>
          {say.parameter(of, parameter)}: <del>{say.value(parameter, before)}</del> →{" "}
          <ins style={{ textDecoration: "none" }}>{say.value(parameter, after)}</ins>
        </li>
      ))}
    </ul>
  );
}
