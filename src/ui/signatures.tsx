// What both heads sign together, as every such room shows it: a version, who has signed it, and the acts still open.
import type { ReactNode } from "react";

import { type HeadRole, type VersionState, headRoles } from "#facts/signatures.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import classes from "#ui/signatures.module.css";
import type { words } from "#ui/words.en.ts";

export interface Signature {
  readonly role: HeadRole;
  readonly memberName: string;
  readonly signedAt: string;
}

export interface SignedVersion {
  readonly version: number;
  readonly state: VersionState;
  readonly proposedBy: string | null;
  readonly proposedAt: string | null;
  readonly signatures: readonly Signature[];
  readonly whyNotSign: string | null;
  readonly whyNotWithdraw: string | null;
}

const sideOf = { "head-of-sales": "sales", "head-of-marketing": "marketing" } as const;

/** Both heads side by side: name and day, or that the signature is missing. */
export function SignedBy({ signatures }: { readonly signatures: readonly Signature[] }) {
  const t = useWords<typeof words>("kit");
  const format = useFormat();
  return (
    <ul className={classes.heads}>
      {headRoles.map((role) => {
        const signature = signatures.find((each) => each.role === role);
        return (
          <li key={role} className={classes.head} {...(signature ? {} : { "data-missing": true })}>
            <SideBadge side={sideOf[role]}>{t(`role-${role}`)}</SideBadge>
            <span>{signature?.memberName ?? t("signature-missing")}</span>
            {signature ? <span className={classes.quiet}>{t("signed-at", { moment: format.moment(signature.signedAt) })}</span> : null}
          </li>
        );
      })}
    </ul>
  );
}

/** 'both heads', 'sales only', 'nobody yet'. */
export function useSignedWords(): (signatures: readonly Pick<Signature, "role">[]) => string {
  const t = useWords<typeof words>("kit");
  return (signatures) => {
    const roles = headRoles.filter((role) => signatures.some((each) => each.role === role));
    if (roles.length === headRoles.length) return t("signed-both");
    return roles[0] === undefined ? t("signed-none") : t(`signed-only-${sideOf[roles[0]]}`);
  };
}

export interface VersionSheetProps {
  readonly version: SignedVersion;
  readonly onSign: () => void;
  readonly onWithdraw: () => void;
  readonly isBusy: boolean;
  /** What it says, and how it differs. */
  readonly children: ReactNode;
}

/** One version with its words, its signatures, and what may still be done with it. */
export function VersionSheet({ version, onSign, onWithdraw, isBusy, children }: VersionSheetProps) {
  const t = useWords<typeof words>("kit");
  const format = useFormat();
  const { state, signatures } = version;
  const isOpen = state === "waiting" || (state === "in-force" && signatures.length < headRoles.length);
  return (
    <section className={classes.version} data-state={state} aria-label={t("version", { version: String(version.version) })}>
      <div className={classes.title}>
        <h3>{t("version", { version: String(version.version) })}</h3>
        <span className={classes.quiet}>
          {t(`version-${state}`)}
          {version.proposedBy === null || version.proposedAt === null
            ? version.version === 1
              ? ` · ${t("version-shipped")}`
              : ""
            : ` · ${t("proposed-by", { name: version.proposedBy, moment: format.moment(version.proposedAt) })}`}
        </span>
      </div>
      {children}
      {state === "past" && signatures.length === 0 ? null : <SignedBy signatures={signatures} />}
      {isOpen ? (
        <div className={`${classes.acts} not-on-paper`}>
          <ReasonButton whyNot={version.whyNotSign} onClick={onSign} loading={isBusy}>
            {t("sign")}
          </ReasonButton>
          {state === "waiting" ? (
            <ReasonButton whyNot={version.whyNotWithdraw} variant="default" onClick={onWithdraw} disabled={isBusy}>
              {t("withdraw")}
            </ReasonButton>
          ) : null}
          {state === "waiting" && version.whyNotSign === null && signatures.length > 0 ? <span className={classes.quiet}>{t("sign-holds")}</span> : null}
        </div>
      ) : null}
    </section>
  );
}
