// The demo's meeting of last month: what was noted together, what came of it, and one word of the minutes corrected a few days later.
import { randomUUID } from "node:crypto";

import * as Y from "yjs";

import type { Heads } from "#apps/demo/agreements.ts";
import type { Tx } from "#db/database.ts";
import { correctedBy, endMeeting } from "#features/meeting-room/routes.ts";
import { setOpened, setPresent } from "#features/meeting-room/store.ts";
import { insertMeeting, setPeople } from "#features/meetings/store.ts";
import { type Day, addDays, addMonths, dayNumber, weekdayOf } from "#kit/day.ts";
import { peopleOn } from "#ledger/action-register.ts";
import { insertMeetingItem, itemsOf, setOutcome, setVote } from "#ledger/agenda.ts";
import { meetingRow, meetingRows } from "#ledger/meetings.ts";
import { documentOf } from "#ledger/note-document.ts";
import { keepChange, openNotes } from "#ledger/notes.ts";
import type { Tongue } from "#testing/demo/names.ts";

type Said = readonly [en: string, ru: string];
type Line = readonly [as: "heading" | "text" | "bullet" | "done" | "task", said: Said];

interface Item {
  readonly title: Said;
  readonly why: Said;
  readonly by: keyof Heads;
  readonly notes: readonly Line[];
  readonly outcome: "decision" | "action" | "carried";
  readonly text: Said;
  /** Of an action: days from today on which it is due. */
  readonly dueIn?: number;
}

const items: readonly Item[] = [
  {
    title: ["Who answers leads of a fair in the first week", "Кто отвечает на лиды выставки в первую неделю"],
    why: ["After the last show some waited nine days.", "После прошлой выставки некоторые ждали девять дней."],
    by: "marketing",
    notes: [
      ["heading", ["What was said", "Что сказали"]],
      ["bullet", ["Sales: the cards come as one file on the fifth day, all at once.", "Продажи: карточки приходят одним файлом на пятый день, все сразу."]],
      ["bullet", ["Marketing: a phone at the stand brings each one within a minute.", "Маркетинг: телефон на стенде приносит каждую за минуту."]],
      ["heading", ["Agreed in the room", "Договорились на месте"]],
      ["done", ["Two sellers a day keep the mornings of that week free.", "Двое продавцов в день держат утро этой недели свободным."]],
      ["task", ["Marketing writes down what was talked about with each visitor.", "Маркетинг записывает, о чём говорили с каждым посетителем."]],
    ],
    outcome: "decision",
    text: [
      "Leads of a fair are called within two working days; sales keeps two people free for it.",
      "Лидам выставки звонят за два рабочих дня; продажи держат для этого двух человек.",
    ],
  },
  {
    title: ["Discounts above 15 %", "Скидки больше 15 %"],
    why: ["Every fourth offer of the quarter went out with one.", "С такой ушло каждое четвёртое предложение квартала."],
    by: "sales",
    notes: [
      [
        "text",
        [
          "Nobody lost a deal for want of a discount in the ten offers that were looked at together.",
          "Из десяти предложений, которые посмотрели вместе, ни одно не проиграли из-за отсутствия скидки.",
        ],
      ],
      [
        "text",
        ["A second signature costs a day; most customers wait longer for the drawing.", "Вторая подпись стоит дня; чертежа большинство клиентов ждёт дольше."],
      ],
    ],
    outcome: "action",
    text: ["One page for sellers: when a discount helps, and when it does not", "Одна страница для продавцов: когда скидка помогает, а когда нет"],
    dueIn: 12,
  },
  {
    title: ["Which materials sellers really send", "Какие материалы продавцы правда отправляют"],
    why: ["", ""],
    by: "marketing",
    notes: [["text", ["The list was not complete.", "Список был неполным."]]],
    outcome: "carried",
    text: ["Marketing brings the list of what was sent in the quarter.", "Маркетинг приносит список того, что отправляли за квартал."],
  },
];

/** The word of the first item that was corrected, and why. */
const correction: { readonly text: Said; readonly reason: Said; readonly daysLater: number } = {
  text: [
    "Leads of a fair are called within two working days; sales keeps two people free for it in the mornings.",
    "Лидам выставки звонят за два рабочих дня; продажи держат для этого двух человек по утрам.",
  ],
  reason: ["It was agreed for the mornings only.", "Договаривались только об утренних часах."],
  daysLater: 3,
};

/** The second Tuesday of the month before, as the series has it. */
function lastMonths(today: Day): Day {
  const first = `${addMonths(`${today.slice(0, 7)}-01`, -1).slice(0, 7)}-01`;
  return addDays(first, ((1 - weekdayOf(dayNumber(first)) + 7) % 7) + 7);
}

/** Held once, however often the demo is taken up again. */
export async function holdMeeting(
  tx: Tx,
  heads: Heads,
  { today, tongue, title, place }: { today: Day; tongue: Tongue; title: string; place: string },
): Promise<void> {
  const { workspaceId, memberId } = heads.sales;
  if ((await meetingRows(tx, workspaceId)).some(({ state }) => state === "closed")) return;
  const say = (words: Said) => words[tongue === "ru" ? 1 : 0];
  const day = lastMonths(today);
  const [id, startsAt, closedAt] = [randomUUID(), `${day}T07:00:00Z`, `${day}T08:20:00Z`];
  await insertMeeting(tx, workspaceId, {
    id,
    seriesId: null,
    occursOn: null,
    title,
    startsAt,
    minutes: 90,
    timeZone: "Europe/Moscow",
    place,
    agendaHours: 24,
    by: memberId,
  });
  const people = (await peopleOn(tx, workspaceId, today)).filter(({ department }) => department === "sales" || department === "marketing");
  await setPeople(tx, workspaceId, { id, people: people.map((person) => person.memberId) });
  const both = [heads.sales.memberId, heads.marketing.memberId];
  // The two heads, and every second of the others: somebody is always away.
  for (const [n, person] of people.entries())
    await setPresent(tx, workspaceId, { id, memberId: person.memberId, wasThere: both.includes(person.memberId) || n % 2 === 0 });
  for (const [place_, item] of items.entries())
    await insertMeetingItem(tx, workspaceId, {
      id: randomUUID(),
      meetingId: id,
      part: "people",
      title: say(item.title),
      why: say(item.why),
      from: null,
      side: null,
      standing: null,
      carriedFrom: null,
      place: place_ + 1,
      by: heads[item.by].memberId,
    });
  await setOpened(tx, workspaceId, { id, at: startsAt });
  const onFile = await itemsOf(tx, workspaceId, id);
  await note(tx, { workspaceId, meetingId: id }, new Map(onFile.map((row, n) => [row.id, items[n]!.notes.map(([as, said]) => [as, say(said)] as const)])));
  for (const [n, row] of onFile.entries()) {
    const { outcome, text, dueIn = 0 } = items[n]!;
    const action = outcome === "action" ? { title: say(text), note: "", ownerId: heads.marketing.memberId, dueOn: addDays(today, dueIn), moves: null } : null;
    await setOutcome(tx, workspaceId, { id: row.id, outcome, text: action === null ? say(text) : "", action, by: memberId });
    if (outcome !== "carried") for (const voter of both) await setVote(tx, workspaceId, { itemId: row.id, memberId: voter, vote: "for" });
  }
  const ended = await endMeeting(tx, { asker: heads.sales, now: closedAt }, (await meetingRow(tx, workspaceId, id))!);
  if ("ok" in ended) throw new Error(`the demo's meeting could not be ended: ${ended.reason}`);
  await tx.run("update evenhand.action set created_at = $3 where workspace_id = $1 and from_kind = 'agenda-item' and from_id like $2 || ':%'", [
    workspaceId,
    id,
    closedAt,
  ]);
  await tx.run(
    "update evenhand.agenda_item set put_at = $3 where workspace_id = $1 and carried_from in (select id from evenhand.agenda_item where workspace_id = $1 and meeting_id = $2)",
    [workspaceId, id, closedAt],
  );
  const at = `${addDays(day, correction.daysLater)}T09:10:00Z`;
  await correctedBy(
    tx,
    { asker: heads.marketing, now: at },
    { id, body: { itemId: onFile[0]!.id, text: say(correction.text), reason: say(correction.reason) } },
  );
}

/** Written into the meeting's own document, as those in the room would. */
async function note(
  tx: Tx,
  { workspaceId, meetingId }: { workspaceId: string; meetingId: string },
  notes: ReadonlyMap<string, (readonly [Line[0], string])[]>,
): Promise<void> {
  const document = documentOf((await openNotes(tx, workspaceId, meetingId)).parts);
  const before = Y.encodeStateVector(document);
  for (const [itemId, lines] of notes) {
    // Each block with what goes into it: Yjs lets nothing be read before it stands in a document, so lists are gathered first.
    const blocks: { readonly name: string; readonly inside: (Y.XmlElement | Y.XmlText)[]; readonly attributes?: Record<string, unknown> }[] = [];
    for (const [as, said] of lines) {
      const text = [new Y.XmlText(said)];
      if (as === "heading") blocks.push({ name: "heading", inside: text, attributes: { level: 2 } });
      else if (as === "text") blocks.push({ name: "paragraph", inside: text });
      else {
        const [list, one, attributes] = as === "bullet" ? ["bulletList", "listItem", {}] : ["taskList", "taskItem", { checked: as === "done" }];
        const item = block(one, [block("paragraph", text)], attributes);
        const last = blocks.at(-1);
        if (last?.name === list) last.inside.push(item);
        else blocks.push({ name: list, inside: [item] });
      }
    }
    document.getXmlFragment(itemId).insert(
      0,
      blocks.map(({ name, inside, attributes }) => block(name, inside, attributes)),
    );
  }
  await keepChange(tx, workspaceId, { meetingId, content: Y.encodeStateAsUpdate(document, before) });
}

function block(name: string, inside: (Y.XmlElement | Y.XmlText)[], attributes: Record<string, unknown> = {}): Y.XmlElement {
  const element = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value as string);
  element.insert(0, inside);
  return element;
}
