// One method: the page of the sources, drawn; what was looked for in its table is marked and in view.
import { Anchor, Button } from "@mantine/core";

import { readMethod } from "#features/workings/contract.ts";
import { type Block, type Inline, blocksOf, inlinesOf, isAbout } from "#features/workings/rules.ts";
import classes from "#features/workings/parts/workings.module.css";
import type { words } from "#features/workings/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, usePathPart, useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { Page as Frame } from "#ui/page.tsx";
import { Answers, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

export function Page() {
  const t = useWords<typeof words>("workings");
  const workspace = useWorkspaceSlug();
  const name = usePathPart("id");
  const [wanted] = useSearchValue("find");
  const method = useAsk(readMethod, { params: { workspace, name } });
  return (
    <Frame
      title={t("page", { title: method.data?.title ?? name })}
      actions={
        <Button component={GoTo} variant="default" href={paths.methods(workspace)}>
          {t("all")}
        </Button>
      }
    >
      <Answers of={method} waiting={<RowsWaiting count={14} />}>
        {({ text }) => (
          <div className={classes["text"]} lang="en">
            {blocksOf(text).map((block, place) => (
              // oxlint-disable-next-line react/no-array-index-key -- the text of a page does not change while it is read
              <Drawn key={place} block={block} wanted={wanted} />
            ))}
          </div>
        )}
      </Answers>
    </Frame>
  );
}

function Drawn({ block, wanted }: { readonly block: Block; readonly wanted: string | null }) {
  if (block.kind === "table") return <Table head={block.head} rows={block.rows} wanted={wanted} />;
  if (block.kind === "formula") return <pre>{block.text}</pre>;
  if (block.kind === "list") {
    const List = block.isNumbered ? "ol" : "ul";
    return (
      <List>
        {block.items.map((item) => (
          <li key={item}>
            <Line text={item} />
          </li>
        ))}
      </List>
    );
  }
  const As = block.kind === "paragraph" ? "p" : block.level === 2 ? "h2" : "h3";
  return (
    <As>
      <Line text={block.text} />
    </As>
  );
}

interface TableProps {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly wanted: string | null;
}

/** The same for every row, so that it acts once, when the row comes. */
const intoView = (row: HTMLTableRowElement | null) => row?.scrollIntoView({ block: "center" });

function Table({ head, rows, wanted }: TableProps) {
  return (
    // Wider than a phone: moved sideways by keys as well.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls takes the focus
    <div className={classes["wide"]} role="region" aria-label={head.join(", ")} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell) => (
              <th key={cell} scope="col">
                <Line text={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join("|")} {...(isAbout(row, wanted) ? { ref: intoView, "data-wanted": true } : {})}>
              {row.map((cell, place) => (
                <td key={head[place] ?? place}>
                  <Line text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ text }: { readonly text: string }) {
  return inlinesOf(text).map((part, place) => (
    // oxlint-disable-next-line react/no-array-index-key -- as above
    <Mark key={place} part={part} />
  ));
}

function Mark({ part }: { readonly part: Inline }) {
  if (part.kind === "link") return <Link part={part} />;
  if (part.kind === "code") return <code>{part.text}</code>;
  if (part.kind === "emphasis") return <em>{part.text}</em>;
  if (part.kind === "text") return <>{part.text}</>;
  return (
    <strong>
      <Line text={part.text} />
    </strong>
  );
}

function Link({ part }: { readonly part: Extract<Inline, { kind: "link" }> }) {
  const workspace = useWorkspaceSlug();
  if (part.method !== null) {
    return (
      <Anchor component={GoTo} href={paths.methodOf(workspace, part.method)}>
        {part.text}
      </Anchor>
    );
  }
  // Files of the sources are named, not opened.
  if (part.address === null) return <>{part.text}</>;
  return (
    <Anchor href={part.address} target="_blank" rel="noopener noreferrer nofollow">
      {part.text}
    </Anchor>
  );
}
