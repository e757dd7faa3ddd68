// Before a turning point and since: sales, the survey and the promises kept, each with its range and what speaks against comparing them.
import { type TurnDials, readTurnDials } from "#features/turns/contract.ts";
import classes from "#features/turns/parts/turns.module.css";
import type { words } from "#features/turns/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useSentence, useWords } from "#ui/language.ts";
import { VerdictBadge } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";
import { Answers, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

type Dial = TurnDials["dials"][number];

export function Dials({ id }: { readonly id: string }) {
  const t = useWords<typeof words>("turns");
  const asked = useAsk(readTurnDials, { params: { workspace: useWorkspaceSlug(), id } });
  return (
    <Section title={t("dials")} note={t("dials-note")}>
      <Answers of={asked} waiting={<RowsWaiting count={6} />}>
        {(told: TurnDials) => <Told told={told} />}
      </Answers>
    </Section>
  );
}

function Told({ told: { dials, cautions } }: { readonly told: TurnDials }) {
  const t = useWords<typeof words>("turns");
  const say = useSentence("figures");
  const sayHere = useSentence("turns");
  const format = useFormat();
  const name = ({ key }: Dial) => (key === "survey" || key === "promises" ? t(`dial-${key}`) : (say(`figure.${key}`) ?? key));
  const side = ({ value, interval }: Dial["before"], dial: Dial) =>
    value === null ? t("dial-untold") : [format.value(value, dial, true), ...(interval === null ? [] : [`(${format.interval(interval, dial)})`])].join(" ");
  const signed = (value: number) => `${value < 0 ? "−" : "+"}${format.share(Math.abs(value), Math.abs(value) < 0.1 ? 1 : 0)}`;
  const change = ({ change: told, ...dial }: Dial) => {
    if (told === null) return sayHere(`dial-${dial.reason ?? ""}`) ?? t("dial-untold");
    const size = told.isRelative ? signed(told.value) : format.change(told.value, dial);
    const range = told.isRelative ? `${signed(told.interval.low!)} … ${signed(told.interval.high!)}` : format.changeInterval(told.interval, dial);
    return `${size} (${range})`;
  };
  return (
    <>
      <DataTable<Dial>
        caption={t("dials")}
        rows={dials}
        rowKey={({ key }) => key}
        fileName="evenhand-turning-point-dials"
        columns={[
          { key: "dial", name: t("col-dial"), value: name, onPhone: "title" },
          { key: "before", name: t("col-before"), isNumber: true, value: ({ before }) => before.value, cell: (dial) => side(dial.before, dial) },
          { key: "since", name: t("col-since"), isNumber: true, value: ({ since }) => since.value, cell: (dial) => side(dial.since, dial) },
          { key: "change", name: t("col-change"), isNumber: true, value: ({ change: told }) => told?.value ?? null, cell: change },
          {
            key: "verdict",
            name: t("col-verdict"),
            value: ({ change: told }) => told?.verdict ?? "cannot-be-told",
            cell: ({ change: told }) => <VerdictBadge verdict={told?.verdict ?? "cannot-be-told"} />,
          },
        ]}
      />
      {cautions.map(({ code }) => (
        <p key={code} className={classes["quiet"]} style={{ margin: 0 }}>
          {sayHere(`caution.${code}`)}
        </p>
      ))}
    </>
  );
}
