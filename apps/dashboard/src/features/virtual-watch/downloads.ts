/** Hands the person a file. */
export function save(name: string, data: Blob): void {
  const address = URL.createObjectURL(data);
  const link = document.createElement('a');
  Object.assign(link, { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export const asText = (text: string, type = 'text/plain'): Blob =>
  new Blob([text], { type: `${type};charset=utf-8` });

/** A picture of a screen in its own pixels. The SVG is drawn as an image, so nothing in it acts. */
export async function asPng(svg: string, size: { width: number; height: number }): Promise<Blob | undefined> {
  const image = new Image(size.width, size.height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), size);
  canvas.getContext('2d')?.drawImage(image, 0, 0, size.width, size.height);
  return new Promise((done) => canvas.toBlob((blob) => done(blob ?? undefined), 'image/png'));
}
