// The page's letters as text that a picture can carry inside: only those files that its words need.

const family = "Inter Variable";

export interface Faces {
  /** Styles that bring the letters. */
  readonly style: string;
  /** One letter of each file: once all of them can be seen, all files have arrived. */
  readonly samples: readonly string[];
}

/** The letters of a text; without those that cannot be had, so that the system's own stand in. */
export async function facesFor(text: string): Promise<Faces> {
  const letters = [...new Set(text)].filter((letter) => /[\p{L}\p{N}\p{Sc}]/u.test(letter));
  const wanted = facesOfPage().flatMap((face) => {
    const ranges = rangesOf(face);
    const sample = letters.find((letter) => ranges.some(([from, to]) => letter.codePointAt(0)! >= from && letter.codePointAt(0)! <= to));
    return sample === undefined ? [] : [{ face, sample }];
  });
  const had = await Promise.all(wanted.map(async ({ face, sample }) => ({ sample, style: await carried(face).catch(() => "") })));
  const found = had.filter(({ style }) => style !== "");
  return { style: found.map(({ style }) => style).join("\n"), samples: found.map(({ sample }) => sample) };
}

function facesOfPage(): CSSFontFaceRule[] {
  return [...document.styleSheets]
    .flatMap((sheet) => Array.from(sheet.cssRules))
    .filter((rule): rule is CSSFontFaceRule => rule instanceof CSSFontFaceRule && rule.style.getPropertyValue("font-family").includes(family));
}

/** 'U+0301, U+0400-045F' as pairs of numbers. */
function rangesOf(face: CSSFontFaceRule): [number, number][] {
  return face.style
    .getPropertyValue("unicode-range")
    .split(",")
    .map((range) => {
      const [from = "0", to = from] = range.trim().replace(/^u\+/i, "").split("-");
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
    });
}

async function carried(face: CSSFontFaceRule): Promise<string> {
  const address = /url\("?([^")]+)"?\)/.exec(face.style.getPropertyValue("src"))?.[1];
  if (address === undefined) return "";
  const answer = await fetch(new URL(address, face.parentStyleSheet?.href ?? document.baseURI));
  const bytes = new Uint8Array(await answer.arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const range = face.style.getPropertyValue("unicode-range");
  return `@font-face{font-family:"${family}";font-weight:100 900;src:url(data:font/woff2;base64,${btoa(binary)}) format("woff2");unicode-range:${range}}`;
}
