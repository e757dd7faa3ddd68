// What each kind of joint project needs, from the first talk to a year after: tasks by their day, lines of the budget, goals. Their words stand with the room.
import type { ProjectGoalKey, ProjectKind, TaskAnchor, TaskSide } from "#facts/projects.ts";
import type { SpendKind } from "#facts/spend-kind.ts";

export interface TemplateTask {
  /** Its words in the room: `task-<key>`. */
  readonly key: string;
  readonly side: TaskSide;
  readonly anchor: TaskAnchor;
  readonly offsetDays: number;
}

export interface ProjectTemplate {
  readonly tasks: readonly TemplateTask[];
  readonly lines: readonly SpendKind[];
  readonly goals: readonly ProjectGoalKey[];
}

const before = (key: string, side: TaskSide, days: number): TemplateTask => ({ key, side, anchor: "start", offsetDays: -days });
const after = (key: string, side: TaskSide, days: number): TemplateTask => ({ key, side, anchor: "end", offsetDays: days });

/** The same for everything that brings leads: results are taken again until a year has passed. */
const results: readonly TemplateTask[] = [30, 90, 180, 365].map((days) => after(`debrief-${days}`, "joint", days));
const followUp: readonly TemplateTask[] = [after("follow-a", "sales", 1), after("follow-b", "sales", 2)];

export const projectTemplates: Readonly<Record<ProjectKind, ProjectTemplate>> = {
  exhibition: {
    tasks: [
      before("agree-goals", "joint", 180),
      before("look-at-last", "joint", 178),
      before("name-accounts", "sales", 170),
      before("book-space", "marketing", 165),
      before("agree-budget", "joint", 160),
      before("enter-catalogue", "marketing", 150),
      before("agree-message", "joint", 140),
      before("brief-stand", "marketing", 130),
      before("approve-stand", "joint", 105),
      before("agree-grades", "joint", 95),
      before("order-services", "marketing", 90),
      before("name-staff", "sales", 85),
      before("book-travel", "marketing", 75),
      before("make-materials", "marketing", 70),
      before("choose-samples", "sales", 65),
      before("announce", "marketing", 60),
      before("invite-first", "sales", 55),
      before("tell-press", "marketing", 50),
      before("book-meetings", "sales", 45),
      before("order-passes", "marketing", 35),
      before("readiness-30", "joint", 30),
      before("set-up-capture", "marketing", 25),
      before("plan-staff", "sales", 21),
      before("invite-again", "sales", 18),
      before("train-staff", "joint", 12),
      before("ship-stand", "marketing", 8),
      before("readiness-7", "joint", 7),
      before("take-over-stand", "marketing", 1),
      before("daily-talk", "sales", 0),
      after("count-leads", "joint", 0),
      ...followUp,
      after("thank-all", "marketing", 4),
      after("all-on-record", "marketing", 6),
      after("debrief", "joint", 10),
      after("check-invoices", "marketing", 21),
      ...results,
    ],
    lines: ["space", "stand", "production", "media", "samples", "travel", "staff"],
    goals: ["contacts", "leads-a", "leads-b", "leads-c", "meetings", "pipeline", "won", "cost"],
  },
  conference: {
    tasks: [
      before("agree-goals", "joint", 90),
      before("agree-budget", "joint", 85),
      before("offer-talk", "marketing", 80),
      before("name-accounts", "sales", 60),
      before("register-people", "marketing", 50),
      before("book-travel", "marketing", 40),
      before("prepare-talk", "joint", 30),
      before("book-meetings", "sales", 28),
      before("agree-grades", "joint", 21),
      before("rehearse", "joint", 10),
      before("readiness-7", "joint", 7),
      ...followUp,
      after("all-on-record", "marketing", 6),
      after("debrief", "joint", 10),
      after("check-invoices", "marketing", 21),
      ...results,
    ],
    lines: ["space", "production", "travel", "media"],
    goals: ["contacts", "leads", "meetings", "pipeline", "won", "cost"],
  },
  webinar: {
    tasks: [
      before("agree-goals", "joint", 42),
      before("agree-topic", "joint", 40),
      before("name-speaker", "sales", 35),
      before("open-registration", "marketing", 28),
      before("announce", "marketing", 21),
      before("invite-first", "sales", 14),
      before("agree-grades", "joint", 12),
      before("rehearse", "joint", 5),
      before("readiness-7", "joint", 4),
      before("invite-again", "sales", 2),
      ...followUp,
      after("send-recording", "marketing", 2),
      after("all-on-record", "marketing", 5),
      after("debrief", "joint", 8),
      ...results,
    ],
    lines: ["media", "production"],
    goals: ["contacts", "leads", "meetings", "pipeline", "won", "cost"],
  },
  mailing: {
    tasks: [
      before("agree-goals", "joint", 28),
      before("choose-buyers", "joint", 25),
      before("clean-list", "marketing", 20),
      before("write-letter", "marketing", 15),
      before("read-letter", "sales", 10),
      before("agree-grades", "joint", 8),
      before("tell-sales", "marketing", 7),
      before("send-trial", "marketing", 3),
      ...followUp,
      after("all-on-record", "marketing", 6),
      after("debrief", "joint", 14),
      ...results,
    ],
    lines: ["media", "production"],
    goals: ["contacts", "leads", "meetings", "pipeline", "won", "cost"],
  },
  telemarketing: {
    tasks: [
      before("agree-goals", "joint", 28),
      before("choose-buyers", "joint", 25),
      before("write-script", "joint", 20),
      before("clean-list", "marketing", 15),
      before("agree-grades", "joint", 12),
      before("brief-callers", "sales", 7),
      before("tell-sales", "marketing", 7),
      before("call-trial", "joint", 4),
      before("daily-handover", "joint", 0),
      ...followUp,
      after("all-on-record", "marketing", 5),
      after("debrief", "joint", 10),
      ...results,
    ],
    lines: ["agency-fee", "staff", "production"],
    goals: ["contacts", "leads", "meetings", "pipeline", "won", "cost"],
  },
  launch: {
    tasks: [
      before("agree-goals", "joint", 120),
      before("agree-message", "joint", 110),
      before("agree-price", "joint", 100),
      before("agree-budget", "joint", 95),
      before("name-accounts", "sales", 80),
      before("make-materials", "marketing", 60),
      before("train-sales", "joint", 30),
      before("first-customers", "sales", 28),
      before("tell-press", "marketing", 20),
      before("readiness-30", "joint", 18),
      before("announce", "marketing", 10),
      before("readiness-7", "joint", 7),
      ...followUp,
      after("all-on-record", "marketing", 10),
      after("debrief", "joint", 20),
      ...results,
    ],
    lines: ["production", "media", "samples", "agency-fee"],
    goals: ["leads", "meetings", "pipeline", "won", "cost"],
  },
};
