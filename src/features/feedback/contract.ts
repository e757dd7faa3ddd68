// Feedback: a comment in one field, its answer and what came of it; requests for materials; ratings of campaigns.
import { z } from "zod";

import { feedbackAbout, feedbackMoods, feedbackOutcomes, feedbackStates } from "#facts/feedback.ts";
import { intervalShape, listOf } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, flagInQuery, inWorkspace, inWorkspaceWithId, momentShape, nothing, pageOfList, workspaceSlugShape } from "#kit/shapes.ts";

const tag = "feedback";
const refusals = ["agency-sees-only-what-is-shared", "not-found"] as const;

const aboutShape = z.object({ kind: z.enum(feedbackAbout), id: z.string().nullable(), name: z.string() });
export type AboutView = z.output<typeof aboutShape>;

export const findFeedbackSubjects = endpoint({
  name: "findFeedbackSubjects",
  method: "GET",
  path: "/api/w/:workspace/feedback/subjects",
  audience: "member",
  summary: "What a comment can be about: by a part of its name or id, one record by its kind and id, or, with nothing said, the leads you worked on last",
  tag,
  params: inWorkspace,
  query: z.strictObject({ text: z.string().trim().max(200).default(""), kind: z.enum(feedbackAbout).optional(), id: z.string().max(400).optional() }),
  refusals,
  reply: z.object({ subjects: listOf(aboutShape) }),
});

const saidShape = z.string().trim().min(1).max(2_000);

export const giveFeedback = endpoint({
  name: "giveFeedback",
  method: "POST",
  path: "/api/w/:workspace/feedback",
  audience: "member",
  summary: "Comment on a lead, deal, account, campaign, material, price or competitor, or ask for a material",
  tag,
  params: inWorkspace,
  body: z.strictObject({
    mood: z.enum(feedbackMoods),
    about: z.strictObject({ kind: z.enum(feedbackAbout), id: z.string().min(1).max(400).nullable(), name: z.string().trim().min(1).max(200) }),
    said: saidShape,
    /** Of a request: the day on which the material is needed. */
    neededOn: dayShape.optional(),
    /** Milliseconds from opening to sending, counted by the form. */
    tookMs: z.number().int().min(0).max(3_600_000).optional(),
  }),
  creates: true,
  refusals: ["role-only-reads", "no-such-subject", "needed-in-the-past"],
  reply: z.object({ id: z.uuid() }),
});

export const feedbackShape = z
  .object({
    id: z.uuid(),
    mood: z.enum(feedbackMoods),
    about: aboutShape,
    said: z.string(),
    askedBy: z.string().nullable(),
    isMine: z.boolean(),
    askedAt: momentShape,
    dueAt: momentShape,
    state: z.enum(feedbackStates),
    isOverdue: z.boolean(),
    takenBy: z.string().nullable(),
    takenAt: momentShape.nullable(),
    answeredAt: momentShape.nullable(),
    outcome: z.enum(feedbackOutcomes).nullable(),
    outcomeBy: z.string().nullable(),
    outcomeAt: momentShape.nullable(),
    outcomeSaid: z.string().nullable(),
    link: z.string().nullable(),
    /** Pieces written since, by either side. */
    words: z.number().int(),
    whyNotWrite: z.string().nullable(),
    whyNotDecide: z.string().nullable(),
    whyNotClose: z.string().nullable(),
  })
  .meta({ id: "Feedback" });
export type FeedbackView = z.output<typeof feedbackShape>;

const timeShape = z.object({ value: z.number().nullable(), interval: intervalShape.nullable(), sample: z.number().int() });

export const listFeedback = endpoint({
  name: "listFeedback",
  method: "GET",
  path: "/api/w/:workspace/feedback",
  audience: "member",
  summary: "Feedback: what waits first, by its due time, then the latest; with how fast it is given and answered",
  tag,
  params: inWorkspace,
  query: z.strictObject({
    ...pageOfList,
    state: z.enum([...feedbackStates, "overdue"]).optional(),
    mood: z.enum(feedbackMoods).optional(),
    mine: flagInQuery.default(false),
    about: z.enum(feedbackAbout).optional(),
  }),
  refusals,
  reply: z.object({
    feedback: listOf(feedbackShape),
    total: z.number().int(),
    open: z.number().int(),
    overdue: z.number().int(),
    /** Working hours within which marketing owes an answer now: of the promise that both heads signed, else the usual two days. */
    owes: z.object({ hours: z.number(), isSigned: z.boolean() }),
    /** Seconds from opening the form to sending: the median of the last three months. */
    seconds: timeShape,
    /** Working hours until the first answer in the last three months; what still waits counts as waiting. */
    answerHours: timeShape,
    /** Of what was due in the last three months, the share answered in time. */
    inTime: timeShape,
    whyNotGive: z.string().nullable(),
  }),
});
export type FeedbackList = z.output<(typeof listFeedback)["reply"]>;

export const readFeedback = endpoint({
  name: "readFeedback",
  method: "GET",
  path: "/api/w/:workspace/feedback/:id",
  audience: "member",
  summary: "One piece of feedback with everything written to it",
  tag,
  params: inWorkspaceWithId,
  refusals,
  reply: z.object({
    feedback: feedbackShape,
    thread: listOf(
      z.object({ id: z.number().int(), by: z.string().nullable(), isAuthor: z.boolean(), said: z.string(), at: momentShape, via: z.enum(["page", "mail"]) }),
    ),
  }),
});

export const writeFeedback = endpoint({
  name: "writeFeedback",
  method: "POST",
  path: "/api/w/:workspace/feedback/:id/words",
  audience: "member",
  summary: "Answer feedback, or add to one's own",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ said: saidShape }),
  refusals: ["role-only-reads", "only-author-and-marketing", "is-closed", "not-found"],
  reply: nothing,
});

export const takeRequest = endpoint({
  name: "takeRequest",
  method: "POST",
  path: "/api/w/:workspace/feedback/:id/taken",
  audience: "member",
  summary: "Take up a request for material, or give it back",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ isTaken: z.boolean() }),
  refusals: ["role-only-reads", "only-marketing-decides", "not-your-own", "is-closed", "no-request", "taken-by-another", "not-found"],
  reply: nothing,
});

export const decideFeedback = endpoint({
  name: "decideFeedback",
  method: "POST",
  path: "/api/w/:workspace/feedback/:id/outcome",
  audience: "member",
  summary: "Say what came of it: something was changed, it stays as it is, the material is delivered, or it is closed",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({
    outcome: z.enum(feedbackOutcomes),
    said: saidShape.optional(),
    link: z
      .url({ protocol: /^https?$/ })
      .max(1_000)
      .optional(),
  }),
  refusals: [
    "role-only-reads",
    "only-marketing-decides",
    "not-your-own",
    "only-the-author",
    "is-closed",
    "no-request",
    "reason-needed",
    "link-needed",
    "not-found",
  ],
  reply: nothing,
});

export const reopenFeedback = endpoint({
  name: "reopenFeedback",
  method: "DELETE",
  path: "/api/w/:workspace/feedback/:id/outcome",
  audience: "member",
  summary: "Take back what was decided: it waits again",
  tag,
  params: inWorkspaceWithId,
  refusals: ["role-only-reads", "only-marketing-decides", "not-your-own", "only-the-author", "not-found"],
  reply: nothing,
});

export const withdrawFeedback = endpoint({
  name: "withdrawFeedback",
  method: "DELETE",
  path: "/api/w/:workspace/feedback/:id",
  audience: "member",
  summary: "Take one's own feedback back, as long as nobody has answered",
  tag,
  params: inWorkspaceWithId,
  refusals: ["role-only-reads", "only-the-author", "has-answers", "not-found"],
  reply: nothing,
});

export const ratedCampaignShape = z
  .object({
    campaign: z.string(),
    name: z.string(),
    /** How many gave one star, two … five. */
    stars: z.array(z.number().int()).length(5),
    ratings: z.number().int(),
    /** Members who worked at least one of its leads and could rate it. */
    couldRate: z.number().int(),
    /** Null under five ratings: a mean of few says nothing. */
    mean: z.object({ value: z.number(), interval: intervalShape }).nullable(),
    mine: z.object({ stars: z.number().int(), reason: z.string() }).nullable(),
    reasons: listOf(z.object({ by: z.string().nullable(), stars: z.number().int(), reason: z.string(), at: momentShape })),
    whyNotRate: z.string().nullable(),
  })
  .meta({ id: "RatedCampaign" });
export type RatedCampaign = z.output<typeof ratedCampaignShape>;

export const listRatings = endpoint({
  name: "listRatings",
  method: "GET",
  path: "/api/w/:workspace/feedback/ratings",
  audience: "member",
  summary: "Campaigns as those rate them who worked their leads",
  tag,
  params: inWorkspace,
  refusals,
  reply: z.object({ campaigns: listOf(ratedCampaignShape) }),
});

const campaignParams = z.strictObject({ workspace: workspaceSlugShape, campaign: z.string().min(1).max(400) });

export const rateCampaign = endpoint({
  name: "rateCampaign",
  method: "PUT",
  path: "/api/w/:workspace/feedback/ratings/:campaign",
  audience: "member",
  summary: "Rate a campaign whose leads you worked, from one to five, with a reason",
  tag,
  params: campaignParams,
  body: z.strictObject({ stars: z.number().int().min(1).max(5), reason: z.string().trim().min(1).max(1_000) }),
  refusals: ["role-only-reads", "only-who-worked-its-leads", "not-found"],
  reply: nothing,
});

export const takeRatingBack = endpoint({
  name: "takeRatingBack",
  method: "DELETE",
  path: "/api/w/:workspace/feedback/ratings/:campaign",
  audience: "member",
  summary: "Take one's own rating back",
  tag,
  params: campaignParams,
  refusals: ["role-only-reads", "not-found"],
  reply: nothing,
});
