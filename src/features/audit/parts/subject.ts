// What a line of the log was about, as people call it: a person, a file, a definition and its version.
import { useFactNames } from "#ui/fact-names.ts";
import { useSentence } from "#ui/language.ts";

import type { AuditEntryView } from "#features/audit/contract.ts";

/** By itself, or after the kind of source that it is of. */
const uuid = /(^|[:.])[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** 'Ada Lovelace', 'deals.csv', 'sales cycle, version 2', 'Goal: Win rate'; ids only of what has no name. */
export function useSubject(): (entry: AuditEntryView) => string {
  const say = useSentence("audit");
  const kit = useSentence("kit");
  const figures = useSentence("figures");
  const drivers = useSentence("shortfall");
  const cooperation = useSentence("cooperation");
  const withAgencies = useSentence("agency-promises");
  const names = useFactNames();
  return ({ subjectKind, subjectId, subjectName }) => {
    const kind = say(`kind.${subjectKind}`) ?? subjectKind;
    const [key, version] = subjectId.split("@");
    const versioned = (name: string) =>
      version === undefined ? `${kind}: ${name}` : `${kind}: ${kit("papers-definition-version", { name, version }) ?? name}`;
    switch (subjectKind) {
      case "definition":
        return versioned(kit(`definition-${key}`) ?? key ?? subjectId);
      case "promise":
        return versioned(kit(`promise-${key}`) ?? key ?? subjectId);
      case "agency-promise":
        // The agency stands before the promise.
        return versioned(withAgencies(`name-${key?.split("/")[1]}`) ?? key ?? subjectId);
      case "cooperation": {
        const said = cooperation(`condition-${subjectId}`) ?? cooperation(`measure-${subjectId}`) ?? cooperation(`move-${subjectId}`);
        return said === null ? kind : `${kind}: ${said.replace(/\.$/, "")}`;
      }
      case "driver-owner":
        return versioned(drivers(`driver-${key}`) ?? key ?? subjectId);
      case "goal":
        return subjectName === null ? kind : `${kind}: ${figures(`figure.${subjectName}`) ?? subjectName}`;
      case "column-mapping":
        return `${kind}: ${names.entity(subjectId.split(":")[0] as "deal")}`;
      case "stage-mapping":
        return kind;
      default:
        // A number that the machine gave says nothing to anybody.
        return subjectName ?? (uuid.test(subjectId) ? kind : `${kind} ${subjectId}`);
    }
  };
}
