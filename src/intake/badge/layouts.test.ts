// Files of three badge scanners as fairs hand them out go in without a person touching a column.
import { describe, expect, it } from "vitest";
import writeWorkbook from "write-excel-file/node";

import { openBadges, readBadges } from "#intake/badge/read.ts";
import { encoded, inChunks } from "#intake/testing/bytes.ts";

const event = { zone: "Europe/Moscow", startsOn: "2026-04-14", endsOn: "2026-04-17" };

/** Read as proposed, as nobody had looked. */
async function readAsProposed(bytes: Uint8Array, fileName: string) {
  const table = await openBadges(inChunks(bytes), fileName);
  if (!table.ok) throw new Error(table.reason);
  const { badges, aside, gradesUnread } = readBadges(table.value, table.value.proposed, event);
  return {
    said: badges.map(({ said, scannedMs }) => Object.assign(said, { at: scannedMs === null ? null : new Date(scannedMs).toISOString() })),
    aside: aside.map(({ reason }) => reason),
    gradesUnread,
  };
}

describe("a badge scanner's file of a layout never seen before", () => {
  it("from a Russian fair: semicolons, windows-1251, name in parts, stars for grades, day and time apart", async () => {
    const csv = [
      "№;Штрихкод;Фамилия;Имя;Отчество;Организация;Должность;Моб. телефон;Эл. адрес;Рейтинг;Интересует;Комментарий менеджера;Дата;Время;Сотрудник стенда",
      "1;4600123;Орлова;Ирина;Петровна;ООО «Орлов и Ко»;Гл. инженер;+7 (916) 123-45-67;orlova@orlov.example;горячий;Турникеты;Просит КП;14.04.2026;10:42;Иванов",
      '2;4600124;Ким;Олег;;"ЗАО ""Рубин""";Закупки;8-912-000-11-22;;тёплый;Камеры;;15.04.2026;16:05;Иванов',
      "3;4600125;Без;Связи;;ИП Без;;;;холодный;;;15.04.2026;16:10;Иванов",
    ].join("\r\n");
    const { said, aside, gradesUnread } = await readAsProposed(encoded(csv, "windows-1251"), "skud_2026.csv");
    expect([aside, gradesUnread]).toEqual([["not-reachable"], 0]);
    expect(said).toMatchObject([
      {
        name: "Ирина Орлова",
        company: "ООО «Орлов и Ко»",
        title: "Гл. инженер",
        phone: "+7 (916) 123-45-67",
        email: "orlova@orlov.example",
        grade: "A",
        interest: "Турникеты",
        note: "Просит КП",
        at: "2026-04-14T07:42:00.000Z",
      },
      { name: "Олег Ким", company: 'ЗАО "Рубин"', phone: "8-912-000-11-22", email: null, grade: "B", at: "2026-04-15T13:05:00.000Z" },
    ]);
  });

  it("from an organiser's portal: a workbook with a title, a row of groups and a row of columns", async () => {
    const text = (value: string) => ({ value, type: String });
    const empty = null;
    const sheet = [
      [text("Lead Retrieval – SecureWorld 2026 – Booth B12")],
      [text("Attendee"), empty, empty, empty, text("Contact"), empty, text("Lead"), empty, empty],
      ["First Name", "Last Name", "Company", "Job Title", "Email Address", "Work Phone", "Lead Rating", "Qualifiers", "Scan Date/Time"].map(text),
      ["Jan", "Kowalski", "Kowalski sp. z o.o.", "CTO", "jan@kowalski.example", "+48 22 555 01 01", "Hot", "Budget 2026", "04/14/2026 2:30 PM"].map(text),
      ["Eva", "Braun", "Braun AG", "Buyer", "eva@braun.example", "", "Cold", "", "04/16/2026 9:05 AM"].map(text),
    ];
    const bytes = await writeWorkbook([{ data: sheet, sheet: "Leads" }] as never).toBuffer();
    const { said, aside, gradesUnread } = await readAsProposed(bytes, "leads.xlsx");
    expect([aside, gradesUnread]).toEqual([[], 0]);
    expect(said).toMatchObject([
      {
        name: "Jan Kowalski",
        company: "Kowalski sp. z o.o.",
        title: "CTO",
        email: "jan@kowalski.example",
        phone: "+48 22 555 01 01",
        grade: "A",
        note: "Budget 2026",
        at: "2026-04-14T11:30:00.000Z",
      },
      { name: "Eva Braun", phone: null, grade: "C", note: null, at: "2026-04-16T06:05:00.000Z" },
    ]);
  });

  it("from a scanner's own memory: tabs, one column of names, ISO moments", async () => {
    const tsv = [
      "badge_id\tattendee_name\torganization\temail\tphone\tscanned_at\tdevice\tnotes",
      "A-17\tDr. Mei Chen\tChen Labs\tmei@chenlabs.example\t\t2026-04-14T08:15:00Z\tscanner-2\twants a sample",
      "A-18\tO'Neil, Pat\tNorth Gate Ltd\t\t+44 20 7946 0018\t2026-04-14T08:17:30Z\tscanner-2\t",
    ].join("\n");
    const { said, aside } = await readAsProposed(encoded(tsv, "utf-8"), "export.tsv");
    expect(aside).toEqual([]);
    expect(said).toMatchObject([
      { name: "Dr. Mei Chen", company: "Chen Labs", email: "mei@chenlabs.example", grade: null, note: "wants a sample", at: "2026-04-14T08:15:00.000Z" },
      { name: "O'Neil, Pat", company: "North Gate Ltd", phone: "+44 20 7946 0018", at: "2026-04-14T08:17:30.000Z" },
    ]);
  });
});
