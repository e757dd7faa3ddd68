// Where the rooms are: every link from one room to another is made here, so that a moved page breaks no link unseen.
import { queryText } from "#kit/query.ts";

/** A search part of an address: undefined and null are left out, so that deep links stay short. */
export type Search = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;

const at = (path: string, search: Search = {}): string => {
  const text = queryText(search);
  return text === "" ? path : `${path}?${text}`;
};

export const paths = {
  signIn: (search?: Search) => at("/sign-in", search),
  firstVisit: () => "/welcome",
  /** A room by its name in addresses; '' is home. */
  room: (workspace: string, room: string) => (room === "" ? `/w/${workspace}` : `/w/${workspace}/${room}`),
  /** Where whoever opens the link in a letter is asked whether no more shall come. */
  stopLetters: (search: Search) => at("/letters/stop", search),
  invitation: (token: string) => `/invitation/${encodeURIComponent(token)}`,
  account: () => "/account",
  home: (workspace: string, search?: Search) => at(`/w/${workspace}`, search),
  shortfall: (workspace: string, search?: Search) => at(`/w/${workspace}/shortfall`, search),
  forecast: (workspace: string, search?: Search) => at(`/w/${workspace}/forecast`, search),
  funnel: (workspace: string, search?: Search) => at(`/w/${workspace}/funnel`, search),
  ripening: (workspace: string, search?: Search) => at(`/w/${workspace}/ripening`, search),
  paths: (workspace: string, search?: Search) => at(`/w/${workspace}/paths`, search),
  changes: (workspace: string, search?: Search) => at(`/w/${workspace}/changes`, search),
  cycle: (workspace: string, search?: Search) => at(`/w/${workspace}/cycle`, search),
  costs: (workspace: string, search?: Search) => at(`/w/${workspace}/costs`, search),
  journeys: (workspace: string, search?: Search) => at(`/w/${workspace}/journeys`, search),
  handoff: (workspace: string, search?: Search) => at(`/w/${workspace}/handoff`, search),
  claims: (workspace: string, search?: Search) => at(`/w/${workspace}/claims`, search),
  disputes: (workspace: string, search?: Search) => at(`/w/${workspace}/disputes`, search),
  actions: (workspace: string, search?: Search) => at(`/w/${workspace}/actions`, search),
  routing: (workspace: string, search?: Search) => at(`/w/${workspace}/routing`, search),
  calendar: (workspace: string, search?: Search) => at(`/w/${workspace}/calendar`, search),
  meetings: (workspace: string, search?: Search) => at(`/w/${workspace}/meetings`, search),
  meeting: (workspace: string, id: string, search?: Search) => at(`/w/${workspace}/meetings/${id}`, search),
  projects: (workspace: string, search?: Search) => at(`/w/${workspace}/projects`, search),
  project: (workspace: string, id: string, search?: Search) => at(`/w/${workspace}/projects/${id}`, search),
  promises: (workspace: string, search?: Search) => at(`/w/${workspace}/promises`, search),
  score: (workspace: string, search?: Search) => at(`/w/${workspace}/score`, search),
  prices: (workspace: string, search?: Search) => at(`/w/${workspace}/prices`, search),
  reporting: (workspace: string, search?: Search) => at(`/w/${workspace}/reporting`, search),
  search: (workspace: string, search?: Search) => at(`/w/${workspace}/search`, search),
  webhooks: (workspace: string, search?: Search) => at(`/w/${workspace}/webhooks`, search),
  records: (workspace: string, search?: Search) => at(`/w/${workspace}/records`, search),
  imports: (workspace: string, search?: Search) => at(`/w/${workspace}/imports`, search),
  importOf: (workspace: string, id: string, search?: Search) => at(`/w/${workspace}/imports/${id}`, search),
  mappings: (workspace: string, search?: Search) => at(`/w/${workspace}/mappings`, search),
  trust: (workspace: string, search?: Search) => at(`/w/${workspace}/trust`, search),
  methods: (workspace: string) => `/w/${workspace}/methods`,
  /** How a figure is worked out; `find` names what is looked for in its table. */
  methodOf: (workspace: string, method: string, search?: Search) => at(`/w/${workspace}/methods/${encodeURIComponent(method)}`, search),
  definitions: (workspace: string, search?: Search) => at(`/w/${workspace}/definitions`, search),
  goals: (workspace: string, search?: Search) => at(`/w/${workspace}/goals`, search),
  response: (workspace: string, search?: Search) => at(`/w/${workspace}/response`, search),
  members: (workspace: string, search?: Search) => at(`/w/${workspace}/members`, search),
  agency: (workspace: string, search?: Search) => at(`/w/${workspace}/agency`, search),
  /** What the firm and its agencies promised each other; an agency sees its own. */
  agencyPromises: (workspace: string, search?: Search) => at(`/w/${workspace}/agency-promises`, search),
  notices: (workspace: string, search?: Search) => at(`/w/${workspace}/notices`, search),
  digest: (workspace: string, search?: Search) => at(`/w/${workspace}/digest`, search),
  feedback: (workspace: string, search?: Search) => at(`/w/${workspace}/feedback`, search),
  threads: (workspace: string, search?: Search) => at(`/w/${workspace}/threads`, search),
  /** Made for a phone: leads are taken there. */
  capture: (workspace: string, project: string) => `/w/${workspace}/projects/${project}/capture`,
  standLeads: (workspace: string, project: string, search?: Search) => at(`/w/${workspace}/projects/${project}/leads`, search),
  besideProject: (workspace: string, id: string, other: string, search?: Search) => at(`/w/${workspace}/projects/${id}/beside/${other}`, search),
  debrief: (workspace: string, id: string, search?: Search) => at(`/w/${workspace}/projects/${id}/debrief`, search),
  turns: (workspace: string, search?: Search) => at(`/w/${workspace}/turning-points`, search),
  /** One on record by its id, or a proposal by its key. */
  turn: (workspace: string, id: string, search?: Search) => at(`/w/${workspace}/turning-points/${encodeURIComponent(id)}`, search),
  practices: (workspace: string, search?: Search) => at(`/w/${workspace}/practices`, search),
  stage: (workspace: string, search?: Search) => at(`/w/${workspace}/stage`, search),
  cooperation: (workspace: string, search?: Search) => at(`/w/${workspace}/cooperation`, search),
  decisions: (workspace: string, search?: Search) => at(`/w/${workspace}/decisions`, search),
  survey: (workspace: string, search?: Search) => at(`/w/${workspace}/survey`, search),
  /** Made for a phone. */
  surveyAnswer: (workspace: string) => `/w/${workspace}/survey/answer`,
  surveyWave: (workspace: string, id: string, search?: Search) => at(`/w/${workspace}/survey/waves/${id}`, search),
  settings: (workspace: string, search?: Search) => at(`/w/${workspace}/settings`, search),
  keys: (workspace: string, search?: Search) => at(`/w/${workspace}/keys`, search),
  audit: (workspace: string, search?: Search) => at(`/w/${workspace}/audit`, search),
} as const;

/** Where the thing stands that a step or an item of an agenda came from; an unknown kind leads to the actions. */
export function pathOfSource(workspace: string, { kind, id }: { readonly kind: string; readonly id: string }): string {
  switch (kind) {
    case "claim":
      return paths.claims(workspace, { claim: id });
    case "project":
      return paths.debrief(workspace, id);
    case "promise":
      return paths.promises(workspace, { promise: id });
    case "goal":
      return paths.goals(workspace);
    case "dispute":
      return paths.disputes(workspace, { dispute: id });
    case "decision":
      return paths.decisions(workspace, { decision: id });
    case "cooperation":
      return id === "answer" ? paths.cooperation(workspace) : paths.goals(workspace, { cooperation: id });
    case "practice":
      return paths.practices(workspace, { practice: id });
    case "turning-point":
      return paths.turn(workspace, id);
    case "shortfall": {
      const [period, part] = id.split(":");
      return paths.shortfall(workspace, { period, part });
    }
    case "agenda-item":
      return paths.meeting(workspace, id.split(":")[0]!, { item: id.split(":")[1] });
    default:
      return paths.actions(workspace, { action: id });
  }
}

/** A page of this workspace, and nothing that a browser would read as another site. */
export function isOurPage(href: string, workspace: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what is refused
  return (href === `/w/${workspace}` || href.startsWith(`/w/${workspace}/`) || href.startsWith(`/w/${workspace}?`)) && !/[\u0000-\u0020\\]/.test(href);
}
