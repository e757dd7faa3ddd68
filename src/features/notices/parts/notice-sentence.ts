// A notice as one sentence in the reader's language, and where it leads.
import type { NoticeView } from "#features/notices/contract.ts";
import { codeWord, placeOf, writtenValues } from "#features/notices/rules.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useSentence } from "#ui/language.ts";

export function useNoticeSentence(): (notice: NoticeView) => string {
  const say = useSentence("notices");
  const room = useSentence("kit");
  const format = useFormat();
  const write = {
    day: (day: string) => format.day(day),
    moment: (iso: string) => format.moment(iso),
    code: (code: string) => say(codeWord(code)),
    room: (name: string) => room(`room-${name}`) ?? say("link"),
  };
  return ({ kind, data }) => say(`kind-${kind}`, writtenValues(data, write)) ?? kind;
}

export function useNoticePlace(): (notice: NoticeView) => string {
  const workspace = useWorkspaceSlug();
  return ({ subject }) => placeOf(workspace, subject);
}
