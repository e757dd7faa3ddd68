// Where we are and how to go elsewhere: every state of a page stands in its address.
import { useNavigate, useParams, useRouterState } from "@tanstack/react-router";
import { type AnchorHTMLAttributes, type MouseEvent, useCallback } from "react";

import { queryText } from "#kit/query.ts";

export type SearchValue = string | readonly string[] | undefined;
export type SearchOf = Readonly<Record<string, SearchValue>>;

/** '?a=1&b=x' as texts; a name that stands several times gives a list. No guessing of numbers: '2017' stays a text. */
export function readSearch(text: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const before = found[name];
    found[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
  }
  return found;
}

export function writeSearch(search: Readonly<Record<string, unknown>>): string {
  const text = queryText(search);
  return text === "" ? "" : `?${text}`;
}

/** Goes to an address made by kit/paths.ts. */
export function useGo(): (href: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback((href, options = {}) => void navigate({ href, replace: options.replace ?? false }), [navigate]);
}

/** The search part of this page's address, and how to change it: undefined removes; the rest stays. */
export function useSearch(): [Readonly<Record<string, string | string[]>>, (change: SearchOf, options?: { keepsHistory?: boolean }) => void] {
  const search = useRouterState({ select: (state) => state.location.search as Record<string, string | string[]> });
  const navigate = useNavigate();
  const change = useCallback(
    (some: SearchOf, options: { keepsHistory?: boolean } = {}) => {
      // The address bar is asked and not the last render, so that two changes in one act do not undo each other.
      const next = { ...readSearch(window.location.search), ...some };
      void navigate({ href: window.location.pathname + writeSearch(next), replace: options.keepsHistory !== true, resetScroll: false });
    },
    [navigate],
  );
  return [search, change];
}

/** One value of the address, always a text or null. */
export function useSearchValue(name: string): [string | null, (value: string | null) => void] {
  const [search, change] = useSearch();
  const value = search[name];
  const set = useCallback((next: string | null) => change({ [name]: next ?? undefined }), [change, name]);
  return [(Array.isArray(value) ? value[0] : value) ?? null, set];
}

/** A part of the path: usePathPart("workspace"), usePathPart("id"). Empty where the path has none. */
export function usePathPart(name: string): string {
  const params = useParams({ strict: false, select: (all) => all as Readonly<Record<string, string | undefined>> });
  return params[name] ?? "";
}

export function useWorkspaceSlug(): string {
  return usePathPart("workspace");
}

export interface GoToProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly href: string;
}

/** A link inside the app: an ordinary anchor that opens in place, and in a new tab where asked so. Fits Mantine's `component={GoTo}`. */
export function GoTo({ href, onClick, children, ...rest }: GoToProps) {
  const go = useGo();
  const open = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const wantsTab = event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0 || rest.target === "_blank";
    if (event.defaultPrevented || wantsTab) return;
    event.preventDefault();
    go(href);
  };
  return (
    <a href={href} onClick={open} {...rest}>
      {children}
    </a>
  );
}
