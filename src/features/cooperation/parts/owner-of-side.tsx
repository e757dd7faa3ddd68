// Who answers for it on one side: a person of that department.
import type { MoveUpAnswer } from "#features/cooperation/contract.ts";
import type { words } from "#features/cooperation/words.en.ts";
import { useWords } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";

interface OwnerOfSideProps {
  readonly people: MoveUpAnswer["people"];
  readonly side: "sales" | "marketing";
  readonly label: string;
  /** Empty: nobody yet. */
  readonly value: string;
  readonly error: string | null | undefined;
  readonly onChoose: (memberId: string) => void;
}

export function OwnerOfSide({ people, side, label, value, error, onChoose }: OwnerOfSideProps) {
  const t = useWords<typeof words>("cooperation");
  return (
    <Select
      label={label}
      placeholder={t("begin-choose")}
      data={people.filter(({ department }) => department === side).map(({ memberId, name }) => ({ value: memberId, label: name }))}
      value={value === "" ? null : value}
      error={error}
      onChange={(id) => onChoose(id ?? "")}
    />
  );
}
