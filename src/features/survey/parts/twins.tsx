// What is said and what is so: three dials that are never added up, each side's answers beside what is measured, and what the figures do not bear out.
import { Anchor } from "@mantine/core";
import type { ReactNode } from "react";

import { type TwinView, type TwinsAnswer, readTwins } from "#features/survey/contract.ts";
import classes from "#features/survey/parts/survey.module.css";
import type { words } from "#features/survey/words.en.ts";
import type { SurveyGroup } from "#facts/survey.ts";
import { GoTo, usePathPart, useWorkspaceSlug } from "#ui/address.tsx";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { IntervalBar } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";
import { useCaution, useReason } from "#ui/reasons.ts";
import { RoomContext } from "#ui/room.tsx";
import { Answers, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

const points = { unit: "points" } as const;

export function Twins() {
  const t = useWords<typeof words>("survey");
  const asked = useAsk(readTwins, { params: { workspace: useWorkspaceSlug(), id: usePathPart("id") } });
  return (
    <Section title={t("said")} note={t("said-note")}>
      <Answers of={asked} waiting={<RowsWaiting count={12} />}>
        {(told: TwinsAnswer) => (
          <>
            <Dials told={told} />
            <NotBorneOut told={told} />
            <Matrix told={told} />
            <Without told={told} />
          </>
        )}
      </Answers>
    </Section>
  );
}

function Dials({ told: { dials } }: { readonly told: TwinsAnswer }) {
  const t = useWords<typeof words>("survey");
  const format = useFormat();
  const { survey, gap, promises } = dials;
  const dial = (name: string, figure: ReactNode, below: ReactNode = null) => (
    <div className={classes["dial"]}>
      <span>{name}</span>
      <strong className="figures">{figure}</strong>
      {below}
    </div>
  );
  return (
    <>
      <div className={classes["dials"]}>
        {dial(
          t("dial-survey"),
          survey === null ? t("dial-survey-none") : format.value(survey.value, points),
          survey?.interval == null ? null : (
            <>
              <IntervalBar value={survey.value} interval={survey.interval} from={20} to={100} side="joint" />
              <small>{format.interval(survey.interval, points)}</small>
            </>
          ),
        )}
        {dial(t("dial-gap"), gap === null ? t("dial-survey-none") : t("dial-gap-of", { gap }))}
        {dial(t("dial-promises"), promises === null || promises.told === 0 ? t("dial-survey-none") : t("dial-promises-of", promises))}
      </div>
      <p className={classes["quiet"]}>{t("dials-note")}</p>
    </>
  );
}

/** How facts are written, in the table and in sentences. */
function useFact() {
  const t = useWords<typeof words>("survey");
  const format = useFormat();
  const amount = ({ unit }: Pick<TwinView, "unit">, value: number) =>
    unit === "share" ? format.share(value) : unit === "minutes" ? t("minutes-value", { value: format.count(value) }) : format.count(value);
  const range = ({ unit, interval }: TwinView) => (interval === null ? null : format.interval(interval, { unit: unit === "share" ? "share" : "count" }));
  const name = ({ measure }: TwinView) => t(`fact-${measure as "first-attempt"}`);
  const cases = ({ sample }: TwinView) => t("cases", { count: sample });
  const sentence = (twin: TwinView) => {
    const told = range(twin);
    const written = told === null ? ` (${cases(twin)})` : t("fact-range", { range: told, cases: cases(twin) });
    return t("fact-value", { name: name(twin), value: amount(twin, twin.value!), range: written });
  };
  const level = (twin: TwinView) =>
    twin.level === null
      ? "–"
      : t("fact-level", { holds: t(`level-${twin.holds}`), level: amount(twin, twin.level), whose: t(twin.isAgreed ? "level-agreed" : "level-ours") });
  return { amount, range, name, cases, sentence, level };
}

function NotBorneOut({ told }: { readonly told: TwinsAnswer }) {
  const t = useWords<typeof words>("survey");
  const { sentence } = useFact();
  const lines = told.twins.flatMap((twin) =>
    twin.beside.flatMap(({ group, stands }) =>
      stands === "rosy" || stands === "dark"
        ? [
            {
              key: `${twin.statement} ${group}`,
              text: t(`myth-${stands}`, { group: t(`g-${group}`), statement: t(`s-${twin.statement}`), fact: sentence(twin) }),
            },
          ]
        : [],
    ),
  );
  return (
    <div className={classes["choices"]}>
      <h3 style={{ margin: 0, fontSize: "1rem" }}>{t("not-borne-title")}</h3>
      {lines.length === 0 ? (
        <p className={classes["quiet"]}>{t("not-borne-none")}</p>
      ) : (
        <ul className={classes["said"]}>
          {lines.map(({ key, text }) => (
            <li key={key}>{text}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Matrix({ told: { twins, period } }: { readonly told: TwinsAnswer }) {
  const t = useWords<typeof words>("survey");
  const format = useFormat();
  const reason = useReason();
  const { amount, range, name, cases, level } = useFact();
  const groups = twins[0]?.beside.map(({ group }) => group) ?? [];
  const beside = (twin: TwinView, group: SurveyGroup) => twin.beside.find((each) => each.group === group)!;
  const ofWhen = ({ of }: TwinView) => (of === "period" ? t("of-period", { from: format.day(period.from), until: format.day(period.until) }) : t(`of-${of}`));
  const says = (twin: TwinView) => (twin.value === null ? reason(twin.reason ?? "no-fact") : t(`says-${twin.fact}`));
  const columns: Column<TwinView>[] = [
    { key: "statement", name: t("col-statement"), value: ({ statement }) => t(`s-${statement}`), onPhone: "title", width: "26%" },
    ...groups.map((group) => ({
      key: group,
      name: t(`g-${group}`),
      value: (twin: TwinView) => `${t(`said-${beside(twin, group).said}`)}: ${t(`stands-${beside(twin, group).stands}`)}`,
      cell: (twin: TwinView) => (
        <span className={classes["stands"]} data-stands={beside(twin, group).stands}>
          <span>{t(`said-${beside(twin, group).said}`)}</span>
          <small>{t(`stands-${beside(twin, group).stands}`)}</small>
        </span>
      ),
    })),
    {
      key: "fact",
      name: t("col-fact"),
      value: (twin) => (twin.value === null ? null : `${name(twin)}: ${amount(twin, twin.value)}`),
      cell: (twin) => (
        <span className={classes["fact"]}>
          {twin.href === null ? (
            name(twin)
          ) : (
            <Anchor component={GoTo} href={twin.href}>
              {name(twin)}
            </Anchor>
          )}
          {twin.value === null ? null : (
            <span>
              <strong className="figures">{amount(twin, twin.value)}</strong>
              {range(twin) === null ? "" : ` (${range(twin)})`}, {cases(twin)}
            </span>
          )}
          <small>{ofWhen(twin)}</small>
          <Cautions twin={twin} />
        </span>
      ),
    },
    { key: "low", name: `${t("col-range")} −`, isSavedOnly: true, value: ({ interval }) => interval?.low ?? null },
    { key: "high", name: `${t("col-range")} +`, isSavedOnly: true, value: ({ interval }) => interval?.high ?? null },
    { key: "level", name: t("col-level"), value: (twin) => level(twin) },
    { key: "says", name: t("col-fact-says"), value: says },
  ];
  return (
    <DataTable<TwinView>
      caption={t("said")}
      rows={twins.toSorted((a, b) => rankOf(a) - rankOf(b))}
      rowKey={({ statement }) => statement}
      fileName="evenhand-survey-said-and-so"
      columns={columns}
    />
  );
}

/** Cautions, and why there is no value, are worded by the room that measures. */
const roomOf: Readonly<Record<string, string>> = { "accepted-leads": "figures", "within-policy": "prices", "materials-unused": "claims" };

function Cautions({ twin }: { readonly twin: TwinView }) {
  return (
    <RoomContext value={roomOf[twin.measure] ?? "promises"}>
      <CautionLines twin={twin} />
    </RoomContext>
  );
}

function CautionLines({ twin }: { readonly twin: TwinView }) {
  const caution = useCaution();
  return twin.cautions.map((each) => <small key={each.code}>{caution(each)}</small>);
}

/** What is contradicted comes first, then what can be told. */
const ranks = { rosy: 0, dark: 0, sore: 1, sound: 2, open: 3 } as const;
const rankOf = ({ beside }: TwinView) => Math.min(...beside.map(({ stands }) => ranks[stands]));

function Without({ told: { without } }: { readonly told: TwinsAnswer }) {
  const t = useWords<typeof words>("survey");
  return (
    <details className={classes["without"]}>
      <summary>
        {t("without-title")} ({without.length})
      </summary>
      <p className={classes["quiet"]}>{t("without-note")}</p>
      <ul>
        {without.map((statement) => (
          <li key={statement}>{t(`s-${statement}`)}</li>
        ))}
      </ul>
    </details>
  );
}
