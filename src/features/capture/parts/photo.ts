// A photo of a card made small on the phone: drawn anew, so that nothing that the camera wrote beside the picture goes along.
import { mostPhotoBytes } from "#features/capture/contract.ts";

/** Longest side in pixels and quality, from the best on; the first that is small enough is taken. */
const ways: readonly (readonly [side: number, quality: number])[] = [
  [1_800, 0.82],
  [1_600, 0.72],
  [1_300, 0.65],
  [1_000, 0.6],
  [800, 0.5],
  [500, 0.4],
];

/** JPEG of at most 400 kB; null where the file is no picture that this device can draw. */
export async function shrunk(file: Blob): Promise<Blob | null> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (picture === null) return null;
  try {
    for (const [side, quality] of ways) {
      const small = await drawn(picture, { side, quality });
      if (small !== null && small.size <= mostPhotoBytes) return small;
    }
    return null;
  } finally {
    picture.close();
  }
}

function drawn(picture: ImageBitmap, { side, quality }: { readonly side: number; readonly quality: number }): Promise<Blob | null> {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  if (pen === null) return Promise.resolve(null);
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
}

/** Base64 as it is sent. */
export async function asBase64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}
