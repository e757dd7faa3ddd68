// Leads of the stand as a table: narrowed by grade, person, hour and promise in the address, saved as CSV.
import { Anchor } from "@mantine/core";

import { type StandLead, type StandList } from "#features/capture/contract.ts";
import { HourBars } from "#features/capture/parts/hour-bars.tsx";
import classes from "#features/capture/parts/leads.module.css";
import type { words } from "#features/capture/words.en.ts";
import { standGrades } from "#facts/stand.ts";
import { useSearch } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { Select } from "#ui/select.tsx";

const standings = ["waits", "late", "kept", "returned", "none"] as const;

interface TableProps {
  readonly told: StandList;
  readonly onOpen: (lead: string) => void;
}

export function LeadTable({ told, onOpen }: TableProps) {
  const t = useWords<typeof words>("capture");
  const format = useFormat();
  const [search, change] = useSearch();
  const one = (name: string) => (typeof search[name] === "string" ? search[name] : null);
  const [grade, by, hour, standing] = [one("grade"), one("by"), one("hour"), one("standing")];
  const shown = told.leads.filter(
    (lead) =>
      (grade === null || (lead.grade ?? "none") === grade) &&
      (by === null || (lead.takenBy ?? "") === by) &&
      (hour === null || `${lead.takenOn} ${lead.takenHour}` === hour) &&
      (standing === null || lead.standing === standing),
  );
  const any = { value: "any", label: t("any") };
  const set = (name: string) => (value: string | null) => change({ [name]: value === "any" || value === null ? undefined : value });
  const next = ({ nextStep, nextOn }: StandLead) =>
    nextStep === null ? null : [t(`next-${nextStep}`), ...(nextOn === null ? [] : [format.day(nextOn)])].join(", ");
  const promise = (lead: StandLead) =>
    lead.standing === "waits" && lead.dueAt !== null
      ? `${t("standing-waits")}, ${t("until", { at: format.moment(lead.dueAt) })}`
      : t(`standing-${lead.standing}`);
  const people = [...new Set(told.leads.flatMap(({ takenBy }) => takenBy ?? []))];
  return (
    <>
      <HourBars leads={told.leads} chosen={hour} onChoose={set("hour")} />
      <Section title={t("list")}>
        <div className={`${classes["filters"]} not-on-paper`}>
          <Select
            size="sm"
            label={t("filter-grade")}
            value={grade ?? "any"}
            data={[
              any,
              ...standGrades.map((value) => ({ value: value as string, label: `${value} · ${t(`grade-${value}`)}` })),
              { value: "none", label: t("no-grade") },
            ]}
            onChange={set("grade")}
          />
          <Select size="sm" label={t("filter-by")} value={by ?? "any"} data={[any, ...people.map((value) => ({ value, label: value }))]} onChange={set("by")} />
          <Select
            size="sm"
            label={t("filter-standing")}
            value={standing ?? "any"}
            data={[any, ...standings.map((value) => ({ value: value as string, label: t(`standing-${value}`) }))]}
            onChange={set("standing")}
          />
        </div>
        {shown.length === 0 ? (
          <p style={{ margin: 0 }}>
            {t("none-filtered")}{" "}
            <Anchor component="button" type="button" onClick={() => change({ grade: undefined, by: undefined, hour: undefined, standing: undefined })}>
              {t("show-all")}
            </Anchor>
          </p>
        ) : (
          <DataTable<StandLead>
            caption={t("list")}
            rows={shown}
            rowKey={({ lead }) => lead}
            onOpen={({ lead }) => onOpen(lead)}
            fileName="evenhand-stand-leads"
            columns={[
              {
                key: "name",
                name: t("col-name"),
                value: ({ name, company, email, phone }) => name ?? company ?? email ?? phone ?? t("saved-photo"),
                onPhone: "title",
              },
              { key: "company", name: t("col-company"), value: ({ company }) => company },
              { key: "grade", name: t("col-grade"), value: (lead) => lead.grade ?? t("no-grade") },
              { key: "interest", name: t("col-interest"), value: ({ interest }) => interest.join(", ") || null },
              { key: "next", name: t("col-next"), value: next },
              { key: "by", name: t("col-by"), value: ({ takenBy, entries }) => takenBy ?? t(`way-${entries[0]!.way}`) },
              { key: "taken", name: t("col-taken"), isNumber: true, value: ({ takenAt }) => takenAt, cell: ({ takenAt }) => format.moment(takenAt) },
              {
                key: "promise",
                name: t("col-promise"),
                value: promise,
                cell: (lead) => (
                  <span {...(lead.standing === "late" ? { className: classes["late"] } : {})}>
                    {promise(lead)}
                    {lead.promiseHours === null ? null : <span className={classes["quiet"]}> · {t("promise-hours", { hours: lead.promiseHours })}</span>}
                  </span>
                ),
              },
              { key: "phone", name: t("col-phone"), value: ({ phone }) => phone, isSavedOnly: true },
              { key: "email", name: t("col-email"), value: ({ email }) => email, isSavedOnly: true },
              { key: "note", name: t("col-note"), value: ({ note }) => note, isSavedOnly: true },
              { key: "due", name: t("col-due"), value: ({ dueAt }) => dueAt, isSavedOnly: true },
              { key: "attempt", name: t("col-attempt"), value: ({ attemptedAt }) => attemptedAt, isSavedOnly: true },
              { key: "way", name: t("col-way"), value: ({ entries }) => [...new Set(entries.map(({ way }) => t(`way-${way}`)))].join(", "), isSavedOnly: true },
            ]}
          />
        )}
      </Section>
    </>
  );
}
