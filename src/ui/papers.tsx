// How we know: the papers of a number in a side panel, in plain words.
import { Anchor } from "@mantine/core";
import { type ReactNode, use } from "react";

import type { NumberWithPapers } from "#facts/papers.ts";

import { paths } from "#kit/paths.ts";
import { periodName } from "#kit/period.ts";

import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { Drawer } from "#ui/dialog.tsx";
import { useFormat, useSentence, useWords } from "#ui/language.ts";
import classes from "#ui/papers.module.css";
import { useCaution } from "#ui/reasons.ts";
import { useRoom } from "#ui/room.tsx";
import { QuoteNumber, ThreadContext } from "#ui/thread.tsx";
import type { words } from "#ui/words.en.ts";

export interface PapersProps {
  readonly name: string;
  readonly number: NumberWithPapers;
  readonly recordsAt?: string | undefined;
  readonly definitionAt?: string | undefined;
  /** The method in words of the page; else those of `methods.en.ts`. */
  readonly method?: ReactNode;
}

export function PapersDrawer({ isOpen, onClose, ...papers }: PapersProps & { readonly isOpen: boolean; readonly onClose: () => void }) {
  const t = useWords<typeof words>("kit");
  return (
    <Drawer opened={isOpen} onClose={onClose} title={t("papers-of", { name: papers.name })}>
      <Papers {...papers} />
    </Drawer>
  );
}

/** The same as a list, for the side panel of a page. */
export function Papers({ name, number, recordsAt, definitionAt, method }: PapersProps) {
  const t = useWords<typeof words>("kit");
  const format = useFormat();
  const caution = useCaution();
  const say = useSentence("kit");
  const sayMethod = useSentence("methods");
  const [definition, version] = (number.definition ?? "").split("@");
  return (
    <dl className={classes.list}>
      <Entry title={t("papers-method")}>
        <p>{method ?? sayMethod(number.method) ?? number.method.replaceAll("-", " ")}</p>
        <p className={classes.quiet}>{t(`label-${number.label}`)}</p>
        <MethodPage method={number.method} />
      </Entry>
      <Entry title={t("papers-interval")}>
        <IntervalWords number={number} />
      </Entry>
      <Entry title={t("papers-period")}>{format.period(number.period)}</Entry>
      <Entry title={t("papers-sample")}>
        {t("papers-records", { count: number.sample })}
        {recordsAt === undefined ? null : (
          <p>
            <GoTo href={recordsAt}>{t("papers-open-records")}</GoTo>
          </p>
        )}
      </Entry>
      {number.definition === null ? null : (
        <Entry title={t("papers-definition")}>
          <Linked at={definitionAt}>
            {t("papers-definition-version", { name: say(`definition-${definition}`) ?? say(definition ?? "") ?? definition ?? "", version: version ?? "1" })}
          </Linked>
        </Entry>
      )}
      {number.cautions.length === 0 ? null : (
        <Entry title={t("papers-cautions")}>
          <ul>
            {number.cautions.map((each) => (
              <li key={JSON.stringify(each)}>{caution(each)}</li>
            ))}
          </ul>
        </Entry>
      )}
      <Doubt name={name} number={number} />
      <Talk name={name} number={number} />
    </dl>
  );
}

/** Leads to the method's own page. Agencies have no such room. */
export function MethodPage({ method, find }: { readonly method: string; readonly find?: string }) {
  const t = useWords<typeof words>("kit");
  const workspace = useWorkspaceSlug();
  const room = useRoom();
  if (workspace === "" || room === "agency") return null;
  return (
    <Anchor component={GoTo} href={paths.methodOf(workspace, method, { find })} size="sm" display="block" mt={4}>
      {t("papers-method-page")}
    </Anchor>
  );
}

/** Leads to where a number is disputed, with the number as it is seen here. Agencies have no such room. */
function Doubt({ name, number }: Pick<PapersProps, "name" | "number">) {
  const t = useWords<typeof words>("kit");
  const workspace = useWorkspaceSlug();
  const room = useRoom();
  const { key, value, interval, unit, currency, period } = number;
  if (value === null || workspace === "" || room === "agency") return null;
  const seen = { doubt: key, name, of: periodName(period), value, low: interval?.low, high: interval?.high, unit, currency };
  return (
    <Entry title={t("papers-doubt")}>
      <GoTo href={paths.disputes(workspace, seen)}>{t("papers-doubt-open")}</GoTo>
    </Entry>
  );
}

/** Its thread, and quoting it in another. */
function Talk(about: Pick<PapersProps, "name" | "number">) {
  const t = useWords<typeof words>("kit");
  const room = useRoom();
  if (use(ThreadContext) === null || room === "agency" || room === "threads") return null;
  return (
    <Entry title={t("papers-talk")}>
      <QuoteNumber {...about} />
    </Entry>
  );
}

function Entry({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={classes.entry}>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Linked({ at, children }: { readonly at: string | undefined; readonly children: ReactNode }) {
  return at === undefined ? <>{children}</> : <GoTo href={at}>{children}</GoTo>;
}

function IntervalWords({ number }: { readonly number: NumberWithPapers }) {
  const t = useWords<typeof words>("kit");
  const format = useFormat();
  const { interval } = number;
  if (!interval || (interval.low === null && interval.high === null)) return <>{number.value === null ? t("cannot-be-told") : t("papers-interval-none")}</>;
  const level = format.share(interval.level, 0);
  const written = (value: number | null) => (value === null ? "" : format.value(value, number, true));
  const key = interval.low === null ? "papers-interval-high" : interval.high === null ? "papers-interval-low" : "papers-interval-words";
  return <>{t(key, { low: written(interval.low), high: written(interval.high), level })}</>;
}
