// A drawing on screen as a file: SVG with its colours written in, or a PNG picture of it, each with finding and legend.
import { facesFor } from "#ui/chart/picture-faces.ts";
import { drawnLegend } from "#ui/chart/picture-legend.ts";
import { made, standingAlone } from "#ui/chart/picture-parts.ts";

const pad = 20;
const lineHeight = 22;
const legendGap = 12;

/** What goes into a file: the drawing, its finding, and what its marks mean. */
export interface Shown {
  readonly svg: SVGSVGElement;
  readonly title: string;
  /** Stands under the drawing on the page. */
  readonly legend: HTMLElement | null;
}

interface Framed {
  readonly picture: SVGElement;
  readonly width: number;
  readonly height: number;
}

/** The drawing under its finding and above its legend, on the page's surface, with a margin: what is pasted into a slide says what it shows. */
function framed({ svg, title, legend }: Shown): Framed {
  const inner = standingAlone(svg);
  const box = svg.getBoundingClientRect();
  const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name);
  const lines = linesOf(title, Math.max(16, Math.floor(box.width / 8)));
  const head = lines.length * lineHeight + 10;
  const foot = legend === null ? 0 : legend.getBoundingClientRect().height + legendGap;
  const [width, height] = [box.width + 2 * pad, box.height + 2 * pad + head + foot];
  const picture = made("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
  picture.append(made("rect", { width, height, fill: token("--surface") }));
  lines.forEach((line, place) => {
    const text = { x: pad, y: pad + 14 + place * lineHeight, "font-size": 16, "font-weight": 600 };
    const words = made("text", { ...text, "font-family": "Inter Variable, system-ui, sans-serif", fill: token("--mantine-color-text") });
    words.textContent = line;
    picture.append(words);
  });
  inner.setAttribute("x", String(pad));
  inner.setAttribute("y", String(pad + head));
  picture.append(inner);
  if (legend !== null) {
    const group = made("g", { transform: `translate(${pad} ${pad + head + box.height + legendGap})` });
    group.append(...drawnLegend(legend, svg));
    picture.append(group);
  }
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

export function drawingAsSvg(shown: Shown): Blob {
  return new Blob([new XMLSerializer().serializeToString(framed(shown).picture)], { type: "image/svg+xml" });
}

const scale = 2;
const cell = 24;

/** A picture of twice the size on screen. */
export async function drawingAsPicture(shown: Shown): Promise<Blob | null> {
  const { picture, width, height } = framed(shown);
  // A picture may fetch nothing, not even the page's own letters: they come inside it.
  const faces = await facesFor(picture.textContent);
  const style = made("style");
  style.textContent = faces.style;
  // Under the picture, cut off in the end: one letter of each file.
  const samples = faces.samples.map((sample, place) => {
    const text = made("text", { x: place * cell + 4, y: height + cell - 6, "font-size": 16, "font-family": "Inter Variable", fill: "#000000" });
    text.textContent = sample;
    return text;
  });
  picture.prepend(style, ...samples);
  picture.setAttribute("height", String(height + cell));
  picture.setAttribute("viewBox", `0 0 ${width} ${height + cell}`);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(picture))}`;
  await image.decode();
  await lettersCome(image, { height, count: samples.length });
  const canvas = document.createElement("canvas");
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, (height + cell) * scale);
  return new Promise((done) => {
    canvas.toBlob(done, "image/png");
  });
}

const patience = 60;

/** A picture is ready before its letters are: waits until each sample can be seen, three seconds at most. */
async function lettersCome(image: HTMLImageElement, { height, count }: { readonly height: number; readonly count: number }): Promise<void> {
  const canvas = document.createElement("canvas");
  canvas.width = cell * count;
  canvas.height = cell;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context || count === 0) return;
  const hasInk = (place: number) => context.getImageData(place * cell, 0, cell, cell).data.some((value, index) => index % 4 === 3 && value > 0);
  for (let turn = 0; turn < patience; turn += 1) {
    context.clearRect(0, 0, canvas.width, cell);
    context.drawImage(image, 0, -height);
    if (Array.from({ length: count }, (_, place) => place).every(hasInk)) return;
    await new Promise((later) => {
      setTimeout(later, 50);
    });
  }
}
