// The bars and ribbons of a flow as drawn: from left to right on a desk, from top to bottom on a phone.
import type { ReactNode } from "react";

import type { Owner } from "#facts/department.ts";

import { type FlowLink, type FlowNode, type LaidLink, type LaidNode, layFlow } from "#ui/chart/flow-layout.ts";
import classes from "#ui/chart/flows.module.css";
import { useGroupColours } from "#ui/chart/keys.tsx";
import { cut, heard, opens } from "#ui/chart/opens.ts";
import { useFormat } from "#ui/language.ts";

export interface FlowBar extends FlowNode {
  readonly name: string;
  readonly side?: Owner;
  /** Place of its group's colour: the same group has the same number in every layer. */
  readonly group?: number;
  /** Grey: nothing came after, lost. */
  readonly isQuiet?: boolean;
}

interface DrawnProps {
  readonly nodes: readonly FlowBar[];
  readonly links: readonly FlowLink[];
  readonly width: number;
  readonly height: number;
  readonly onOpen: ((node: FlowBar) => void) | undefined;
}

const bar = 12;
/** Pixels above the picture for the heads of its layers. */
export const headRoom = 24;

/** Layers from left to right, on a desk. */
export function Across({ nodes, links, layers, width, height, onOpen }: DrawnProps & { readonly layers: readonly string[] | undefined }) {
  const format = useFormat();
  const inkOf = useInks();
  const top = layers ? headRoom : 0;
  const laid = layFlow(nodes, links, { along: width, across: height - top, bar, gap: 18 });
  const last = Math.max(0, ...laid.nodes.map((node) => node.layer));
  const between = last === 0 ? width : (width - bar) / last - bar - 16;
  return (
    <>
      {layers?.map((name, layer) => (
        <text
          key={name}
          className={classes.layer}
          x={layer === last ? width : (layer * (width - bar)) / Math.max(1, last)}
          y={12}
          textAnchor={layer === last ? "end" : "start"}
        >
          {cut(name, between)}
        </text>
      ))}
      <g transform={`translate(0 ${top})`}>
        <Ribbons links={laid.links} nodes={nodes} path={ribbonAcross} />
        {laid.nodes.map((at) => {
          const node = barOf(nodes, at);
          const isLast = at.layer === last && last > 0;
          const seen = cut(`${node.name} ${format.count(at.value)}`, isLast ? between / 2 : between);
          return (
            <Bar key={at.key} node={node} value={at.value} seen={seen} onOpen={onOpen}>
              <rect x={at.along} y={at.across} width={bar} height={Math.max(1.5, at.size)} rx={2} fill={inkOf(node)} />
              <text
                className={classes.name}
                x={isLast ? at.along - 6 : at.along + bar + 6}
                y={at.across + at.size / 2 + 4}
                textAnchor={isLast ? "end" : "start"}
              >
                {seen}
              </text>
            </Bar>
          );
        })}
      </g>
    </>
  );
}

/** Layers one under another, on a phone; a bar too short for its name is named by its table and by a touch. */
export function Down({ nodes, links, width, height, onOpen }: DrawnProps) {
  const format = useFormat();
  const inkOf = useInks();
  const top = 18;
  const laid = layFlow(nodes, links, { along: height - top - 22, across: width, bar, gap: 6 });
  const last = Math.max(0, ...laid.nodes.map((node) => node.layer));
  return (
    <g transform={`translate(0 ${top})`}>
      <Ribbons links={laid.links} nodes={nodes} path={ribbonDown} />
      {laid.nodes.map((at) => {
        const node = barOf(nodes, at);
        const isBelow = at.layer === last && last > 0;
        const room = at.size + 4;
        const seen = room < 34 ? null : cut(`${node.name} ${format.count(at.value)}`, room);
        return (
          <Bar key={at.key} node={node} value={at.value} seen={seen} onOpen={onOpen}>
            <rect x={at.across} y={at.along} width={Math.max(1.5, at.size)} height={bar} rx={2} fill={inkOf(node)} />
            {seen === null ? null : (
              <text className={classes.name} x={at.across} y={isBelow ? at.along + bar + 14 : at.along - 5}>
                {seen}
              </text>
            )}
          </Bar>
        );
      })}
    </g>
  );
}

const barOf = (nodes: readonly FlowBar[], at: LaidNode): FlowBar => nodes.find((each) => each.key === at.key)!;

function useInks(): (node: FlowBar | undefined) => string {
  const colours = useGroupColours();
  return (node) => {
    if (!node || node.isQuiet === true) return "var(--line-strong)";
    return node.side ? `var(--side-${node.side})` : (colours[(node.group ?? 0) % colours.length] ?? "var(--ink)");
  };
}

interface BarProps {
  readonly node: FlowBar;
  readonly value: number;
  /** The words on the bar as far as there is room; null where there is none. */
  readonly seen: string | null;
  readonly onOpen: ((node: FlowBar) => void) | undefined;
  readonly children: ReactNode;
}

function Bar({ node, value, seen, onOpen, children }: BarProps) {
  const said = `${node.name} ${useFormat().count(value)}`;
  return (
    <g className={classes.bar} aria-label={heard(said, seen)} {...opens(onOpen && (() => onOpen(node)))}>
      {/* Shown to the mouse alone: the name is on the bar already, and read twice it would not match what is seen. */}
      <title style={{ display: "none" }}>{said}</title>
      {children}
    </g>
  );
}

interface RibbonsProps {
  readonly links: readonly LaidLink[];
  readonly nodes: readonly FlowBar[];
  readonly path: (link: LaidLink) => string;
}

function Ribbons({ links, nodes, path }: RibbonsProps) {
  const format = useFormat();
  const inkOf = useInks();
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  return (
    // The largest first, so that a thin ribbon is not covered by a thick one.
    <g>
      {links
        .toSorted((one, two) => two.size - one.size)
        .map((laid) => {
          const [from, to] = [byKey.get(laid.link.from), byKey.get(laid.link.to)];
          return (
            <path
              key={`${laid.link.from} ${laid.link.to}`}
              className={classes.ribbon}
              d={path(laid)}
              stroke={inkOf(from)}
              strokeWidth={Math.max(1, laid.size)}
              fill="none"
            >
              <title>{`${from?.name ?? ""} → ${to?.name ?? ""}: ${format.count(laid.link.value)}`}</title>
            </path>
          );
        })}
    </g>
  );
}

function ribbonAcross({ start, end, size }: LaidLink): string {
  const middle = (start.along + end.along) / 2;
  const [from, to] = [start.across + size / 2, end.across + size / 2];
  return `M${start.along} ${from}C${middle} ${from} ${middle} ${to} ${end.along} ${to}`;
}

function ribbonDown({ start, end, size }: LaidLink): string {
  const middle = (start.along + end.along) / 2;
  const [from, to] = [start.across + size / 2, end.across + size / 2];
  return `M${from} ${start.along}C${from} ${middle} ${to} ${middle} ${to} ${end.along}`;
}
