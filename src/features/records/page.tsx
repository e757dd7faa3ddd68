// The records' page: which records stand behind a figure or a finding, and one record with everything that was ever said of it.
import { useSearch } from "#ui/address.tsx";

import { RecordList } from "#features/records/parts/record-list.tsx";
import { RecordUpClose } from "#features/records/parts/record-up-close.tsx";
import { readSearchText, useEntity } from "#features/records/parts/filters.tsx";

export function Page() {
  const [search] = useSearch();
  const entity = useEntity();
  const id = readSearchText(search["id"]);
  return id !== null && entity !== null ? <RecordUpClose entity={entity} id={id} /> : <RecordList asked={entity} />;
}
