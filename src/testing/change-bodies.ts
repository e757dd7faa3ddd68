// What each change might say: bodies as the contracts describe them, so that a refusal speaks of who asks and not of how.
const id = "00000000-0000-4000-8000-000000000000";
const mapping = { version: 1, entity: "deal", source: "crm", fingerprint: "0123456789abcdef", key: { kind: "column", column: "Id" }, fields: [] };
const member = { name: "Somebody", role: "viewer", department: null, servedFrom: null, servedUntil: null };
const turn = { kind: "price-change", day: "2026-01-01", name: "A new price list", owner: "sales" };
const goal = {
  baseline: { from: "2026-01-01", until: "2026-04-01" },
  target: 45,
  day: "2026-12-31",
  ownerSales: id,
  ownerMarketing: id,
  reason: "Agreed",
};

/** By the endpoint's name. Changes that are not here say nothing beyond their address, or `{}`. */
export const changeBodies: Readonly<Record<string, unknown>> = {
  receiveImport: "Deal ID,Stage\n1,Won\n",
  previewMapping: { mapping },
  changeMapping: { mapping },
  answerQuestion: { code: "date-order", field: null, column: "Closed", value: "dmy" },
  addMember: { ...member, email: null },
  changeMember: { name: "Somebody" },
  invite: { email: "somebody@example.com", name: "Somebody", role: "viewer", department: null },
  shareWithAgency: { kind: "campaign", subjectId: "1", memberId: id },
  createKey: { name: "A program", scopes: ["write"] },
  setStageMappings: { stages: [{ source: "crm", recordKind: "deal", sourceStage: "Won", stage: "won" }] },
  proposeDefinition: { terms: {} },
  proposeDriverOwner: { owner: "sales", reason: "Agreed" },
  setGoal: { key: "cycle-median-won", ...goal },
  changeGoal: { reason: "Agreed" },
  moveGoal: { state: "paused", reason: "Agreed" },
  enterTurningPoint: turn,
  changeTurningPoint: turn,
  dismissTurningPoint: { proposal: "price:2026-01-01", reason: "A season" },
  proposeAgain: { proposal: "price:2026-01-01" },
  giveVerdict: { deal: "1", channel: null },
  changeNoticeSettings: { choices: { waits: "never", came: "daily", house: "never" }, language: null },
  openDispute: {
    about: { kind: "claim", id, period: { from: "2026-01-01", until: "2026-04-01" } },
    said: "It is too high",
    rule: "both-heads",
  },
  addEvidence: { evidence: { kind: "note", content: "See the book" } },
  decideDispute: { outcome: "upheld" },
  startAction: { title: "Call them", ownerId: id, dueOn: "2099-01-01" },
  changeAction: { title: "Call them" },
  moveAction: { state: "done" },
  putOnAgenda: { title: "Slow calls" },
  changeAgendaItem: { title: "Slow calls" },
  orderAgenda: { before: null },
  actOnHandoffs: { act: "offered", leads: [{ lead: "1" }] },
  undoHandoffActs: { acts: [{ lead: "1", id: 1 }] },
  saveOfferRule: { name: "All of them", to: "nobody", isOn: true },
  addRoutePeople: { people: [{ name: "Somebody" }] },
  changeRoutePerson: { isInTurn: false },
  addAbsence: { from: "2099-01-01", until: "2099-01-02" },
  setCalendar: { week: null },
  setSpecialDay: { name: "A day of ours", isWorking: false },
  mendRouting: { leads: ["1"] },
  undoMending: { mended: [{ lead: "1", actId: 1 }] },
  fileClaim: { standard: "budget-cut", said: "The budget was cut" },
};
