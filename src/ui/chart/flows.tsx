// Flows from layer to layer (a Sankey picture): which ways records took, each ribbon as thick as its number.
import { useElementSize } from "@mantine/hooks";
import { useRef } from "react";

import type { FlowLink } from "#ui/chart/flow-layout.ts";
import classes from "#ui/chart/flows.module.css";
import { ChartFrame, type ChartWords, chartTable } from "#ui/chart/frame.tsx";
import { Across, Down, type FlowBar, headRoom } from "#ui/chart/flow-marks.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import type { words } from "#ui/words.en.ts";

export interface FlowsProps extends Pick<ChartWords, "title" | "note" | "summary" | "fileName" | "legend"> {
  readonly nodes: readonly FlowBar[];
  readonly links: readonly FlowLink[];
  /** Heads of the layers: 'First touch', 'Second'. */
  readonly layers?: readonly string[];
  readonly onOpen?: (node: FlowBar) => void;
}

const narrow = 620;

export function Flows({ nodes, links, layers, onOpen, ...chartWords }: FlowsProps) {
  const drawing = useRef<SVGSVGElement>(null);
  const { ref, width } = useElementSize();
  const isDown = width > 0 && width < narrow;
  const most = Math.max(1, ...countsByLayer(nodes));
  const depth = Math.max(1, ...nodes.map((node) => node.layer));
  const height = isDown ? 96 * depth + 52 : Math.max(260, Math.min(560, most * 44)) + (layers ? headRoom : 0);
  return (
    <ChartFrame {...chartWords} table={useTableOf(nodes, links)} drawing={() => drawing.current}>
      <div ref={ref} style={{ minHeight: height }}>
        {width === 0 ? null : (
          <svg ref={drawing} className={classes.drawing} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={chartWords.summary}>
            {isDown ? (
              <Down nodes={nodes} links={links} width={width} height={height} onOpen={onOpen} />
            ) : (
              <Across nodes={nodes} links={links} layers={layers} width={width} height={height} onOpen={onOpen} />
            )}
          </svg>
        )}
      </div>
    </ChartFrame>
  );
}

const countsByLayer = (nodes: readonly FlowBar[]) => {
  const counts: number[] = [];
  for (const { layer } of nodes) counts[layer] = (counts[layer] ?? 0) + 1;
  return counts.filter((count) => count > 0);
};

function useTableOf(nodes: readonly FlowBar[], links: readonly FlowLink[]) {
  const t = useWords<typeof words>("kit");
  const format = useFormat();
  const names = new Map(nodes.map((node) => [node.key, node.name]));
  const going = new Map<string, number>();
  for (const link of links) going.set(link.from, (going.get(link.from) ?? 0) + link.value);
  const share = (link: FlowLink) => link.value / (going.get(link.from) ?? 1);
  return chartTable<FlowLink>({
    rows: links,
    rowKey: (link) => `${link.from} ${link.to}`,
    columns: [
      { key: "from", name: t("flow-from"), value: (link) => names.get(link.from) ?? link.from, onPhone: "title" },
      { key: "to", name: t("flow-to"), value: (link) => names.get(link.to) ?? link.to },
      { key: "count", name: t("flow-count"), isNumber: true, value: (link) => link.value },
      { key: "share", name: t("flow-share"), isNumber: true, value: share, cell: (link) => format.share(share(link)) },
    ],
  });
}
