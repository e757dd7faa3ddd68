// What stands open in the address: a move, a whole way, or those who stand at a step.
import { useSearch } from "#ui/address.tsx";

export type OpenPath = { readonly from: string; readonly to: string } | { readonly variant: string } | { readonly at: string };

export function useOpenPath(): [OpenPath | null, (open: OpenPath | null) => void] {
  const [search, change] = useSearch();
  const one = (name: string) => [search[name] ?? null].flat()[0] ?? null;
  const [from, to, variant, at] = [one("from"), one("to"), one("variant"), one("at")];
  const open = variant !== null ? { variant } : at !== null ? { at } : from !== null && to !== null ? { from, to } : null;
  return [open, (next) => change({ from: undefined, to: undefined, variant: undefined, at: undefined, ...next }, { keepsHistory: true })];
}
