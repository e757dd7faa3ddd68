// The register as a board: one column a state, the overdue apart, one button to move a card on.
import type { ActionView } from "#features/actions/contract.ts";
import { useActionActs } from "#features/actions/parts/action-acts.ts";
import { useActionWords } from "#features/actions/parts/action-words.ts";
import classes from "#features/actions/parts/actions.module.css";
import { CameFrom } from "#features/actions/parts/came-from.tsx";
import { shownStates } from "#features/actions/parts/question.ts";
import type { words } from "#features/actions/words.en.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { ReasonButton } from "#ui/reason-button.tsx";
import { ErrorState } from "#ui/states.tsx";

interface BoardProps {
  readonly actions: readonly ActionView[];
  readonly onOpen: (id: string) => void;
}

/** What is late stands first. */
const columns = ["overdue", ...shownStates.filter((state) => state !== "overdue")] as const;

export function ActionBoard({ actions, onOpen }: BoardProps) {
  const t = useWords<typeof words>("actions");
  const own = (column: (typeof columns)[number]) => actions.filter(({ state, isOverdue }) => (isOverdue ? "overdue" : state) === column);
  return (
    <div className={classes["board"]}>
      {columns.map((column) => (
        <section key={column} aria-label={t(`state-${column}`)}>
          <h3>
            {t(`state-${column}`)} <span>{own(column).length}</span>
          </h3>
          {own(column).length === 0 ? <p className={classes["quiet"]}>{t("state-none")}</p> : null}
          <ul>
            {own(column).map((action) => (
              <li key={action.id}>
                <Card action={action} onOpen={onOpen} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Card({ action, onOpen }: { readonly action: ActionView; readonly onOpen: (id: string) => void }) {
  const t = useWords<typeof words>("actions");
  const format = useFormat();
  const say = useActionWords();
  const acts = useActionActs(action);
  const isOpen = action.state === "open";
  return (
    <article className={classes["card"]}>
      <button type="button" className={classes["open"]} onClick={() => onOpen(action.id)}>
        {action.title}
      </button>
      <p className={classes["quiet"]}>
        {action.owner.name},{" "}
        <span {...(action.isOverdue ? { className: classes["overdue"] } : {})}>
          {format.day(action.endedAt === null ? action.dueOn : action.endedAt.slice(0, 10))}
        </span>
      </p>
      {action.moves === null ? null : <p className={classes["quiet"]}>{say.moves(action.moves)}</p>}
      {action.from === null ? null : (
        <p className={classes["quiet"]}>
          <CameFrom from={action.from} isShort />
        </p>
      )}
      {acts.error ? <ErrorState error={acts.error} /> : null}
      <ReasonButton
        whyNot={action.whyNotChange}
        variant="default"
        size="compact-sm"
        loading={acts.isPending}
        onClick={() => acts.move(isOpen ? "done" : "open")}
      >
        {t(isOpen ? "done" : "reopen")}
      </ReasonButton>
    </article>
  );
}
