// The legend under a drawing, drawn again as part of its picture: words, samples of marks, each where it stands on the page.
import { made, standingAlone } from "#ui/chart/picture-parts.ts";

/** Elements measured from the legend's upper left corner. Patterns are those of the drawing, found by the end of their names. */
export function drawnLegend(legend: HTMLElement, drawing: SVGSVGElement): SVGElement[] {
  const corner = legend.getBoundingClientRect();
  const from = ({ left, top }: DOMRect) => ({ x: left - corner.left, y: top - corner.top });
  const drawn: SVGElement[] = [];
  const walk = document.createTreeWalker(legend, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, {
    // What stands inside of a sample's own drawing comes with it.
    acceptNode: (node) => (node.parentElement?.closest("svg") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
  });
  while (walk.nextNode()) {
    const node = walk.currentNode;
    if (node instanceof Text) drawn.push(...wordsOf(node, from));
    else if (node instanceof SVGSVGElement) drawn.push(placed(standingAlone(node), from(node.getBoundingClientRect())));
    else if (node instanceof HTMLElement) drawn.push(...sampleOf(node, { drawing, at: from(node.getBoundingClientRect()) }));
  }
  return drawn;
}

function placed(svg: SVGSVGElement, { x, y }: { readonly x: number; readonly y: number }): SVGSVGElement {
  svg.setAttribute("x", String(x));
  svg.setAttribute("y", String(y));
  return svg;
}

/** The share of a letter's height above the line it stands on, in our face. */
const ascent = 0.97;

function wordsOf(node: Text, from: (box: DOMRect) => { x: number; y: number }): SVGElement[] {
  const range = document.createRange();
  range.selectNodeContents(node);
  const [first] = range.getClientRects();
  const words = node.data.trim();
  if (words === "" || first === undefined || node.parentElement === null) return [];
  const { fontSize, fontWeight, fontFamily, color } = getComputedStyle(node.parentElement);
  const { x, y } = from(first);
  const text = made("text", {
    x,
    y: y + Number.parseFloat(fontSize) * ascent,
    "font-size": fontSize,
    "font-weight": fontWeight,
    "font-family": fontFamily,
    fill: color,
  });
  text.textContent = words;
  return [text];
}

interface Place {
  readonly drawing: SVGSVGElement;
  readonly at: { readonly x: number; readonly y: number };
}

/** A small box with a colour, a pattern or an edge; nothing where there is none of these. */
function sampleOf(element: HTMLElement, { drawing, at }: Place): SVGElement[] {
  const style = getComputedStyle(element);
  const hasFill = !isClear(style.backgroundColor);
  const pattern = patternOf(element, drawing);
  const edge = style.borderTopStyle === "none" || isClear(style.borderTopColor) ? 0 : Number.parseFloat(style.borderTopWidth);
  if (!hasFill && pattern === null && edge === 0) return [];
  const { width, height } = element.getBoundingClientRect();
  const fill = pattern === null ? (hasFill ? style.backgroundColor : "none") : `url(#${pattern.id})`;
  const box = { x: at.x, y: at.y, width, height, rx: Number.parseFloat(style.borderTopLeftRadius) || 0, opacity: style.opacity, fill };
  const sample = made("rect", edge === 0 ? box : { ...box, stroke: style.borderTopColor, "stroke-width": edge });
  return pattern === null || pattern.isConnected ? [sample] : [pattern, sample];
}

const isClear = (colour: string) => colour === "transparent" || /,\s*0\)$/.test(colour);

/** The drawing's own pattern of a side or of what is not ripe; hatching of our own where the drawing has none. */
function patternOf(element: HTMLElement, drawing: SVGSVGElement): SVGElement | null {
  const side = /--side-([a-z]+)/.exec(element.style.getPropertyValue("--side"))?.[1];
  const isHatched = side === undefined && getComputedStyle(element).backgroundImage.includes("gradient");
  if (side === undefined && !isHatched) return null;
  return drawing.querySelector<SVGElement>(`pattern[id$="-${side ?? "unripe"}"]`) ?? (isHatched ? hatching() : null);
}

function hatching(): SVGElement {
  const stroke = getComputedStyle(document.documentElement).getPropertyValue("--line-strong");
  const pattern = made("pattern", { id: "hatching", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
  pattern.append(made("path", { d: "M0 0V5", stroke, "stroke-width": 1.5 }));
  return pattern;
}
