// Answers about methods: the list of their pages, and one page.
import { whyNotReadMethods } from "#features/workings/access.ts";
import { listMethods, readMethod } from "#features/workings/contract.ts";
import { titleOf } from "#features/workings/rules.ts";
import { deny, missing } from "#http/answers.ts";
import { methodPage, methodPages } from "#http/method-pages.ts";
import { type Route, serve } from "#http/route.ts";

export const routes: Route[] = [
  serve(listMethods, async ({ asker }) => {
    const why = whyNotReadMethods(asker);
    if (why !== null) return deny(why);
    const methods = [...methodPages().values()].map((page) => ({ name: page.name, title: titleOf(page) }));
    return { methods: methods.sort((a, b) => a.title.localeCompare(b.title, "en")) };
  }),
  serve(readMethod, async ({ asker, params }) => {
    const why = whyNotReadMethods(asker);
    if (why !== null) return deny(why);
    const page = methodPage(params.name);
    return page === null ? missing() : { ...page, title: titleOf(page) };
  }),
];
