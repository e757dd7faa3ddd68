// What was done at the handoff, laid over what the CRM says of a lead: SQL that every reader of leads uses, so that all figures see the same.

/**
 * Joins the handoff and its person to `evenhand.lead l`. A lead that was taken up from the CRM and not touched since is read as the CRM says:
 * standing in a list changes no figure.
 */
export const handoffJoin = `
  left join evenhand.handoff h on h.workspace_id = $1 and h.lead = l.id and (h.offered_as <> 'source' or h.acts > 1)
  left join evenhand.handoff_person hp on hp.workspace_id = $1 and hp.id = h.person_id`;

/** What the CRM tells of an earlier round does not count in this one. */
const ofRound = (column: string) => `case when h.round = 1 or ${column} >= h.offered_at then ${column} end`;
const isBackThere = `h.accepted_at is null and ${ofRound("l.returned_at")} is not null and (${ofRound("l.accepted_at")} is null or l.returned_at >= l.accepted_at)`;
const returnedAt = `case when h.lead is null then l.returned_at else coalesce(h.returned_at, case when ${isBackThere} then l.returned_at end) end`;
const acceptedHere = `coalesce(h.accepted_at, ${["l.accepted_at", "l.first_attempt_at", "l.first_contact_at"].map(ofRound).join(", ")})`;

/** Moments of a lead (timestamptz), both sources together; the same as `standing` in src/facts/handoff.ts, which a test compares. */
export const leadMoments = {
  createdAt: "l.created_at",
  // Who offers a lead says by it that marketing finds it ready.
  qualifiedAt: "coalesce(l.qualified_at, h.first_offered_at)",
  acceptedAt: `case when h.lead is null then l.accepted_at when (${returnedAt}) is null then ${acceptedHere} end`,
  returnedAt,
  firstAttemptAt: "least(h.first_attempt_at, l.first_attempt_at)",
  firstContactAt: "least(h.first_contact_at, l.first_contact_at)",
  salesQualifiedAt: "coalesce(l.sales_qualified_at, case when h.outcome = 'qualified' then h.outcome_at end)",
  convertedAt: "l.converted_at",
} as const;

/** Still to be worked by whoever has it: offered or in work, without an outcome; the same as `standing` says. */
export const openHandoff = `h.lead is not null and h.outcome is null and h.kept_at is null and (${returnedAt}) is null
  and ${ofRound("l.sales_qualified_at")} is null and ${ofRound("l.converted_at")} is null`;

/** Why the lead went back. */
export const leadReturnReason = `case when h.returned_at is not null then h.return_class when (${returnedAt}) is not null then l.return_reason end`;

/** Whose the lead is: who was given it here, else whom the CRM names. */
export const leadOwner = "coalesce(hp.seller, l.owner)";

/** How far the lead has come by what was done here; null: nothing. */
export const leadStageReached =
  "case when h.outcome = 'qualified' then 'sales-qualified' when h.accepted_at is not null then 'sales-accepted' when h.lead is not null then 'marketing-qualified' end";
