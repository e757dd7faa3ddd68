// Where the bars and ribbons of a flow stand: layers one after another, ribbons as thick as what flows, few crossings.

export interface FlowNode {
  readonly key: string;
  /** 0 first; ribbons lead from a layer to a later one. */
  readonly layer: number;
}

export interface FlowLink {
  readonly from: string;
  readonly to: string;
  readonly value: number;
}

/** In pixels: `across` is where ribbons stack up, `along` where they flow. */
export interface LaidNode {
  readonly key: string;
  readonly layer: number;
  readonly along: number;
  readonly across: number;
  readonly size: number;
  /** The greater of what comes in and what goes out. */
  readonly value: number;
}

export interface LaidLink {
  readonly link: FlowLink;
  /** Along: the end of the first bar and the beginning of the second; across: the upper edges there. */
  readonly start: { readonly along: number; readonly across: number };
  readonly end: { readonly along: number; readonly across: number };
  readonly size: number;
}

export interface FlowPlace {
  readonly along: number;
  readonly across: number;
  /** Thickness of a bar along the flow. */
  readonly bar: number;
  /** Between two bars of a layer. */
  readonly gap: number;
}

interface Ends {
  readonly coming: readonly FlowLink[];
  readonly going: readonly FlowLink[];
}

const sum = (links: readonly FlowLink[]) => links.reduce((total, link) => total + link.value, 0);

/** Bars without any ribbon and ribbons without value are left out. The same input gives the same picture. */
export function layFlow(nodes: readonly FlowNode[], given: readonly FlowLink[], place: FlowPlace): { nodes: LaidNode[]; links: LaidLink[] } {
  const links = given.filter((link) => link.value > 0);
  const ends = new Map(
    nodes.map((node): [string, Ends] => [
      node.key,
      { coming: links.filter((link) => link.to === node.key), going: links.filter((link) => link.from === node.key) },
    ]),
  );
  const valueOf = (key: string) => {
    const { coming, going } = ends.get(key) ?? { coming: [], going: [] };
    return Math.max(sum(coming), sum(going));
  };
  const kept = nodes.filter((node) => valueOf(node.key) > 0);
  const count = Math.max(0, ...kept.map((node) => node.layer)) + 1;
  const layers = orderLayers(
    Array.from({ length: count }, (_, layer) => kept.filter((node) => node.layer === layer).toSorted((one, two) => valueOf(two.key) - valueOf(one.key))),
    ends,
  );
  const scale = Math.min(
    ...layers
      .filter((layer) => layer.length > 0)
      .map((layer) => Math.max(1, place.across - place.gap * (layer.length - 1)) / layer.reduce((total, node) => total + valueOf(node.key), 0)),
  );
  const laid = layers.flatMap((layer, index) => {
    let across = 0;
    return layer.map((node): LaidNode => {
      const value = valueOf(node.key);
      const at = across;
      across += value * scale + place.gap;
      const along = count === 1 ? 0 : (index * (place.along - place.bar)) / (count - 1);
      return { key: node.key, layer: node.layer, along, across: at, size: value * scale, value };
    });
  });
  return { nodes: laid, links: layRibbons({ links, laid, scale, bar: place.bar }) };
}

/** Some passes to and fro: a bar moves to the middle of its neighbours, which unties most crossings. */
function orderLayers(layers: FlowNode[][], ends: ReadonlyMap<string, Ends>): FlowNode[][] {
  const passes = 6;
  let ordered = layers;
  for (let pass = 0; pass < passes; pass += 1) {
    const isForward = pass % 2 === 0;
    const places = new Map(ordered.flatMap((layer) => layer.map((node, index): [string, number] => [node.key, index / Math.max(1, layer.length)])));
    const middle = (key: string): number | null => {
      const side = ends.get(key);
      const near = isForward ? (side?.coming ?? []) : (side?.going ?? []);
      const total = sum(near);
      return total === 0 ? null : near.reduce((at, link) => at + link.value * (places.get(isForward ? link.from : link.to) ?? 0), 0) / total;
    };
    ordered = ordered.map((layer) => layer.toSorted((one, two) => (middle(one.key) ?? places.get(one.key)!) - (middle(two.key) ?? places.get(two.key)!)));
  }
  return ordered;
}

function layRibbons({ links, laid, scale, bar }: { links: readonly FlowLink[]; laid: readonly LaidNode[]; scale: number; bar: number }): LaidLink[] {
  const byKey = new Map(laid.map((node) => [node.key, node]));
  const known = links.filter((link) => byKey.has(link.from) && byKey.has(link.to));
  const acrossOf = (key: string) => byKey.get(key)!.across;
  const starts = stack(known, { end: "from", order: (link) => acrossOf(link.to), scale, acrossOf });
  const finishes = stack(known, { end: "to", order: (link) => acrossOf(link.from), scale, acrossOf });
  return known.map((link) => ({
    link,
    start: { along: byKey.get(link.from)!.along + bar, across: starts.get(link)! },
    end: { along: byKey.get(link.to)!.along, across: finishes.get(link)! },
    size: link.value * scale,
  }));
}

interface Stacking {
  readonly end: "from" | "to";
  readonly order: (link: FlowLink) => number;
  readonly scale: number;
  readonly acrossOf: (key: string) => number;
}

/** At each bar ribbons lie in the order of where they lead. */
function stack(links: readonly FlowLink[], { end, order, scale, acrossOf }: Stacking): Map<FlowLink, number> {
  const filled = new Map<string, number>();
  const placed = new Map<FlowLink, number>();
  for (const link of links.toSorted((one, two) => order(one) - order(two))) {
    const at = filled.get(link[end]) ?? acrossOf(link[end]);
    placed.set(link, at);
    filled.set(link[end], at + link.value * scale);
  }
  return placed;
}
