// A drawing on screen as a file: SVG with its colours written in, or a PNG picture of it.

/** Whether the system asks for no motion. */
export function isStill(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

const written = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-opacity",
  "stroke-linejoin",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
  "paint-order",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
] as const;

/** A copy that stands alone: colours that come from the page's styles are written into it. */
export function standingAlone(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  originals.forEach((original, index) => {
    const style = getComputedStyle(original);
    const target = copies[index];
    if (!target || original.closest("defs") === original) return;
    for (const name of written) target.setAttribute(name, style.getPropertyValue(name));
    target.removeAttribute("class");
    target.removeAttribute("tabindex");
  });
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  if (!copy.hasAttribute("viewBox")) copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
  return copy;
}

const pad = 20;
const lineHeight = 22;
const namespace = "http://www.w3.org/2000/svg";

/** The drawing under its finding, on the page's surface, with a margin: what is pasted into a slide says what it shows. */
function framed(svg: SVGSVGElement, title: string): { readonly picture: SVGSVGElement; readonly width: number; readonly height: number } {
  const inner = standingAlone(svg);
  const box = svg.getBoundingClientRect();
  const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name);
  const lines = linesOf(title, Math.max(16, Math.floor(box.width / 8)));
  const head = lines.length * lineHeight + 10;
  const [width, height] = [box.width + 2 * pad, box.height + 2 * pad + head];
  const picture = document.createElementNS(namespace, "svg");
  const add = (name: string, attributes: Readonly<Record<string, string | number>>) => {
    const element = document.createElementNS(namespace, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    picture.append(element);
    return element;
  };
  picture.setAttribute("xmlns", namespace);
  picture.setAttribute("width", String(width));
  picture.setAttribute("height", String(height));
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  add("rect", { width, height, fill: token("--surface") });
  lines.forEach((line, place) => {
    const text = { x: pad, y: pad + 14 + place * lineHeight, "font-size": 16, "font-weight": 600 };
    add("text", { ...text, "font-family": "Inter Variable, system-ui, sans-serif", fill: token("--mantine-color-text") }).textContent = line;
  });
  inner.setAttribute("x", String(pad));
  inner.setAttribute("y", String(pad + head));
  picture.append(inner);
  return { picture, width, height };
}

/** Broken at spaces. */
function linesOf(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

export function drawingAsSvg(svg: SVGSVGElement, title: string): Blob {
  return new Blob([new XMLSerializer().serializeToString(framed(svg, title).picture)], { type: "image/svg+xml" });
}

/** A picture of twice the size on screen; null where there is no drawing. */
export async function drawingAsPicture(svg: SVGSVGElement | null, title: string): Promise<Blob | null> {
  if (!svg) return null;
  const { picture, width, height } = framed(svg, title);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(picture))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * 2;
  canvas.height = height * 2;
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => {
    canvas.toBlob(done, "image/png");
  });
}
