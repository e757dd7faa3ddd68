// Writes a report as PDF: one column of text, the picture, tables that may run over pages, page numbers. No network, no foreign files.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import type { Content, TDocumentDefinitions } from "pdfmake/interfaces.js";

import { type Report, type ReportPassage, type ReportTable, printed } from "#http/report/report.ts";

const require = createRequire(import.meta.url);
const fonts = join(dirname(require.resolve("pdfmake/package.json")), "fonts", "Roboto");

interface PdfMaker {
  setFonts(fonts: Record<string, Record<string, string>>): void;
  setUrlAccessPolicy(mayOpen: (url: string) => boolean): void;
  setLocalAccessPolicy(mayOpen: (path: string) => boolean): void;
  createPdf(document: TDocumentDefinitions): { getBuffer(): Promise<Buffer> };
}

let maker: PdfMaker | null = null;

/** Loaded at first use: the library is large, and most requests need none. */
function pdfMaker(): PdfMaker {
  if (maker !== null) return maker;
  maker = require("pdfmake") as PdfMaker;
  maker.setUrlAccessPolicy(() => false);
  maker.setLocalAccessPolicy((path) => path.startsWith(fonts));
  maker.setFonts({
    Roboto: {
      normal: join(fonts, "Roboto-Regular.ttf"),
      bold: join(fonts, "Roboto-Medium.ttf"),
      italics: join(fonts, "Roboto-Italic.ttf"),
      bolditalics: join(fonts, "Roboto-MediumItalic.ttf"),
    },
  });
  return maker;
}

/** The report's bytes; the same report gives the same bytes. */
export async function pdfOf(report: Report): Promise<Buffer> {
  const day = new Date(`${report.asOf}T00:00:00Z`);
  const document: TDocumentDefinitions = {
    info: { title: report.title, creationDate: day, modDate: day, producer: "Evenhand", creator: "Evenhand" },
    language: report.language,
    pageSize: "A4",
    pageMargins: [48, 48, 48, 48],
    defaultStyle: { font: "Roboto", fontSize: 9.5, lineHeight: 1.25 },
    footer: (page: number, pages: number): Content => ({
      text: `Evenhand · ${report.asOf} · ${page}/${pages}`,
      alignment: "center",
      fontSize: 8,
      color: "#68707a",
      margin: [0, 16, 0, 0],
    }),
    content: [
      { text: shown(report.title), fontSize: 18, bold: true, margin: [0, 0, 0, 6] },
      { text: shown(report.sentence, 3_000), fontSize: 11.5, margin: [0, 0, 0, 14] },
      ...(report.picture ? [{ svg: report.picture.svg, width: 499, margin: [0, 0, 0, report.picture.key === undefined ? 14 : 2] } satisfies Content] : []),
      ...(report.picture?.key === undefined
        ? []
        : [{ text: shown(report.picture.key), fontSize: 8.5, color: "#3c444d", margin: [0, 0, 0, 14] } satisfies Content]),
      ...(report.passages ?? []).flatMap(passageOf),
      ...report.tables.flatMap((table) => tableOf(table, report)),
      ...report.papers.map(([name, text]): Content => ({
        text: [{ text: `${shown(name)}: `, bold: true }, shown(text, 3_000)],
        margin: [0, 0, 0, 3],
        fontSize: 8.5,
        color: "#3c444d",
      })),
    ],
  };
  return pdfMaker().createPdf(document).getBuffer();
}

/** Names come from people's files and may have thousands of letters without a blank, which take minutes and gigabytes to set. */
function shown(text: string, most = 300): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** Words without end get places where they may be broken. */
const breakable = (text: string) => text.replaceAll(/\S{60}/gu, "$&\u200b");
const looks = { plain: {}, heading: { bold: true, fontSize: 10.5 }, strong: { bold: true }, quiet: { color: "#3c444d", fontSize: 8.5 } } as const;

function passageOf({ title, lines }: ReportPassage): Content[] {
  return [
    { text: breakable(title), bold: true, fontSize: 12, margin: [0, 6, 0, 3] },
    ...lines.map(({ text, as, depth = 0 }): Content => ({ text: breakable(text), ...looks[as], margin: [Math.min(depth, 8) * 14, 0, 0, 3] })),
    { text: "", margin: [0, 0, 0, 6] },
  ];
}

function tableOf(table: ReportTable, report: Report): Content[] {
  const alignment = (column: number) => (table.rows.some((row) => typeof row[column] === "number") ? ("right" as const) : ("left" as const));
  const header = table.columns.map((column, i) => ({ text: shown(column.title), bold: true, fontSize: 8.5, color: "#3c444d", alignment: alignment(i) }));
  const rows = table.rows.map((row) =>
    table.columns.map((column, i) => ({ text: shown(printed(row[i] ?? null, column, report.language)), alignment: alignment(i), fontSize: 8.5 })),
  );
  return [
    { text: shown(table.caption), bold: true, fontSize: 11, margin: [0, 4, 0, 4] },
    {
      table: { headerRows: 1, dontBreakRows: true, widths: table.columns.map((_, i) => (i === 0 ? "*" : "auto")), body: [header, ...rows] },
      layout: { hLineWidth: (i) => (i <= 1 ? 0.7 : 0.3), vLineWidth: () => 0, hLineColor: () => "#c4cad1", paddingTop: () => 3, paddingBottom: () => 3 },
      margin: [0, 0, 0, 14],
    },
  ];
}
