// Whose each part of a shortfall is: the owner that holds, the one it shipped with, what waits for a signature.
import type { DriverOwnerView } from "#features/owners/contract.ts";
import type { words } from "#features/owners/words.en.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import type { words as kitWords } from "#ui/words.en.ts";

/** How a driver is called and what it is: the words of the shortfall, which this room does not own. */
export interface DriverWords {
  name(driver: string): string;
  what(driver: string): string;
}

interface OwnerListProps {
  readonly drivers: readonly DriverOwnerView[];
  readonly words: DriverWords;
  readonly onOpen: (driver: string) => void;
}

export function OwnerList({ drivers, words: driverWords, onOpen }: OwnerListProps) {
  const t = useWords<typeof words>("owners");
  const kit = useWords<typeof kitWords>("kit");
  return (
    <DataTable
      caption={t("table")}
      rows={drivers}
      rowKey={(row) => row.driver}
      onOpen={(row) => onOpen(row.driver)}
      fileName="evenhand-owners"
      columns={[
        { key: "driver", name: t("col-driver"), value: (row) => driverWords.name(row.driver), onPhone: "title" },
        { key: "owner", name: t("col-owner"), value: (row) => kit(`side-${row.owner}`), cell: (row) => <SideBadge side={row.owner} /> },
        { key: "since", name: t("col-since"), value: (row) => t(inForceOf(row) === undefined ? "by-default" : "by-agreement") },
        { key: "waiting", name: t("col-waiting"), value: (row) => waitingWords(row, (owner) => t("waits", { owner: kit(`side-${owner}`) })) },
      ]}
    />
  );
}

const inForceOf = (row: DriverOwnerView) => row.versions.find((version) => version.state === "in-force");

function waitingWords(row: DriverOwnerView, say: (owner: DriverOwnerView["owner"]) => string): string | null {
  const waiting = row.versions.find((version) => version.state === "waiting");
  return waiting === undefined ? null : say(waiting.owner);
}
