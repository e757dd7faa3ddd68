// Where each thing that was found stands.
import type { FindKind } from "#facts/finds.ts";
import { subjectOfKey } from "#facts/subject.ts";
import { paths } from "#kit/paths.ts";

interface Found {
  readonly kind: FindKind;
  readonly id: string;
  readonly place: string | null;
}

/** An agency's campaigns, their leads and what is said of them stand on its own page. */
export function addressOfFound(workspace: string, { kind, id, place }: Found, isAgency = false): string {
  if (isAgency) return addressForAgency(workspace, { kind, id, place });
  switch (kind) {
    case "claim":
      return paths.claims(workspace, { claim: id });
    case "dispute":
      return paths.disputes(workspace, { dispute: id });
    case "action":
      return paths.actions(workspace, { action: id });
    case "meeting":
    case "minutes":
      return paths.meeting(workspace, id);
    case "agenda-item":
      return place === null ? paths.meetings(workspace) : paths.meeting(workspace, place, { item: id });
    case "project":
      return paths.project(workspace, id);
    case "decision":
      return paths.decisions(workspace, { decision: id });
    case "turning-point":
      return paths.turn(workspace, id);
    case "thread":
      return paths.threads(workspace, { about: place });
    case "feedback":
      return paths.feedback(workspace, { item: id });
    case "definition":
      return paths.definitions(workspace, { key: id });
    case "promise":
      return paths.promises(workspace, { promise: id });
    default:
      return paths.records(workspace, { entity: kind, id });
  }
}

function addressForAgency(workspace: string, { kind, id, place }: Found): string {
  const about = kind === "thread" ? subjectOfKey(place ?? "") : null;
  if (kind === "project" || about?.kind === "project") return paths.project(workspace, about?.id ?? id);
  const campaign = kind === "campaign" ? id : kind === "lead" ? place : (about?.id ?? null);
  return paths.agency(workspace, campaign === null ? {} : { kind: "campaign", id: campaign });
}
