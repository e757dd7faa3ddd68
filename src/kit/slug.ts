// A name as it stands in addresses: small Latin letters, figures and hyphens; Russian letters are written in Latin ones.
const latin: Readonly<Record<string, string>> = Object.fromEntries(
  "а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya"
    .split(" ")
    .map((pair) => pair.split(":") as [string, string]),
);

/** 'ООО «Северная звезда»' to 'ooo-severnaya-zvezda'; `otherwise` where nothing is left. 2 to 63 characters. */
export function slugOf(name: string, otherwise: string): string {
  const text = name
    .toLowerCase()
    .replaceAll(/[а-яё]/g, (letter) => latin[letter] ?? "")
    .normalize("NFKD");
  const slug = text
    .replaceAll(/[\u0300-\u036f]/g, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, "");
  return slug.length >= 2 ? slug : otherwise;
}
