// Ribbons are as thick as what flows, fill their bars to the pixel, and do not cross where they need not.
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { type FlowLink, layFlow } from "#ui/chart/flow-layout.ts";

const place = { along: 400, across: 300, bar: 10, gap: 10 };
const nodes = [
  { key: "web", layer: 0 },
  { key: "fair", layer: 0 },
  { key: "won", layer: 1 },
  { key: "lost", layer: 1 },
];

test("a bar is as long as its greater side, and ribbons fill it", () => {
  const { nodes: laid, links } = layFlow(
    nodes,
    [
      { from: "web", to: "won", value: 10 },
      { from: "web", to: "lost", value: 30 },
      { from: "fair", to: "won", value: 18 },
    ],
    place,
  );
  // 58 in all, 300 pixels less one gap: five pixels each.
  const web = laid.find((node) => node.key === "web")!;
  expect([web.value, web.size]).toEqual([40, 200]);
  expect(links.filter(({ link }) => link.from === "web").map(({ size }) => size)).toEqual([50, 150]);
});

test("bars are ordered so that ribbons run side by side", () => {
  const { nodes: laid } = layFlow(
    nodes,
    [
      { from: "web", to: "lost", value: 30 },
      { from: "fair", to: "won", value: 29 },
    ],
    place,
  );
  const across = (key: string) => laid.find((node) => node.key === key)!.across;
  expect(across("web") < across("fair")).toBe(across("lost") < across("won"));
});

test("what has no ribbon is left out", () => {
  expect(layFlow(nodes, [{ from: "web", to: "won", value: 1 }], place).nodes.map((node) => node.key)).toEqual(["web", "won"]);
  expect(layFlow(nodes, [], place)).toEqual({ nodes: [], links: [] });
});

test("no ribbon leaves its bar, and no bar its place", () => {
  const link = fc.record({ from: fc.constantFrom("web", "fair"), to: fc.constantFrom("won", "lost"), value: fc.integer({ min: 1, max: 1e6 }) });
  fc.assert(
    fc.property(fc.array(link, { minLength: 1, maxLength: 8 }), (links: FlowLink[]) => {
      const laid = layFlow(nodes, links, place);
      const byKey = new Map(laid.nodes.map((node) => [node.key, node]));
      for (const ribbon of laid.links) {
        const [from, to] = [byKey.get(ribbon.link.from)!, byKey.get(ribbon.link.to)!];
        expect(ribbon.start.across).toBeGreaterThanOrEqual(from.across - 1e-6);
        expect(ribbon.start.across + ribbon.size).toBeLessThanOrEqual(from.across + from.size + 1e-6);
        expect(ribbon.end.across + ribbon.size).toBeLessThanOrEqual(to.across + to.size + 1e-6);
      }
      for (const node of laid.nodes) expect(node.across + node.size).toBeLessThanOrEqual(place.across + 1e-6);
    }),
  );
});
