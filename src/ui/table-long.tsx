// A long table: only the rows in sight are drawn, inside a frame of its own height.
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";

import { GridInSight, type GridProps } from "#ui/table-grid.tsx";

/** Height of a row on a desk; rows on a phone tell theirs. */
const rowHeight = 41;

export function LongGrid<Row extends object>(props: GridProps<Row>) {
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: props.sorted.length, getScrollElement: () => scroll.current, estimateSize: () => rowHeight, overscan: 12 });
  const items = virtual.getVirtualItems();
  const inSight = {
    indexes: items.map((item) => item.index),
    before: items[0]?.start ?? 0,
    after: virtual.getTotalSize() - (items.at(-1)?.end ?? 0),
    reveal: (index: number) => virtual.scrollToIndex(index),
    measure: virtual.measureElement,
  };
  return <GridInSight {...props} inSight={inSight} scroll={scroll} />;
}
