import { toBase64 } from '../wire/base64.js';
import { asObject, asText } from '../wire/json.js';
import { type Core, Refused } from './core.js';
import { placeOf } from './disk-paths.js';
import { MOST_KEPT } from './keeping.js';

/** First bytes of every PNG. */
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Files of the side service on the phone: what it downloads, converts, receives and sends. */
export class PhoneFiles {
  /** By path within `data://`. */
  readonly files = new Map<string, Uint8Array>();
  private readonly core: Core;

  constructor(core: Core) {
    this.core = core;
    core.ops.add('image', {
      convert: ({ args: [option] }) => {
        // The vendor's own sample hands over the path alone.
        const { filePath = option ?? null, targetFilePath } = asObject(option);
        return this.convert(asText(filePath), asText(targetFilePath, `${asText(filePath)}_converted`));
      },
    });
  }

  clear(): void {
    this.files.clear();
  }

  read(path: string): Uint8Array | undefined {
    const place = placeOf(path);
    if (place === undefined) return undefined;
    return place.assets ? this.core.program.phone[`assets/${place.path}`] : this.files.get(place.path);
  }

  /** False for a path that leads elsewhere, and when nothing more fits. */
  write(path: string, bytes: Uint8Array): boolean {
    const place = placeOf(path);
    if (place === undefined || place.assets || place.path === '') return false;
    let total = bytes.length - (this.files.get(place.path)?.length ?? 0);
    for (const file of this.files.values()) total += file.length;
    if (total > MOST_KEPT.fileBytes || this.files.size >= MOST_KEPT.files) return false;
    this.files.set(place.path, bytes);
    return true;
  }

  /** A PNG as the watch reads it. This runtime's watch reads PNGs, so the bytes stay; anything else is refused. */
  private convert(from: string, to: string) {
    const bytes = this.read(from);
    if (bytes === undefined) throw new Refused('Error', `there is no file ${from}`);
    if (!PNG.every((byte, i) => bytes[i] === byte)) {
      throw new Refused('Error', `${from} is no PNG (${toBase64(bytes.subarray(0, 6))})`);
    }
    if (!this.write(to, bytes)) throw new Refused('Error', `${to} is no place for a file`);
    return { filePath: from, targetFilePath: to, options: { size: bytes.length } };
  }
}
