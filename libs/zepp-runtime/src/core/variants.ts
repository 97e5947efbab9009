import { asObject, asText, type Json } from '../wire/json.js';
import { Bad } from './archive.js';
import type { Device } from './devices.js';

type Platform = { variant: string; shape: string; size: string; chip: string; sources: number[] };

const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

/** What a `.zab` says of its variants. Newer lists name shape, size and chip; older ones name device sources. */
function platformsOf(manifest: Json): Platform[] {
  return listOf(asObject(manifest).zpks).flatMap((zpk) => {
    const { name, platforms } = asObject(zpk);
    return listOf(platforms).map((one) => {
      const { screenType, screenResolution, cpuPlatform, deviceSource } = asObject(one);
      return {
        variant: asText(name),
        shape: asText(screenType),
        size: asText(screenResolution),
        chip: asText(cpuPlatform),
        sources: [deviceSource].flat().filter((source) => typeof source === 'number'),
      };
    });
  });
}

const sizeOf = ({ width, height }: Device) => `${width}x${height}`;

/** How well a variant fits, 0 for not at all. A named device decides over shape and size, and those over the chip. */
function fitOf(platform: Platform, device: Device): number {
  if (platform.sources.some((source) => device.sources.includes(source))) return 4;
  if (platform.sources.length > 0 && platform.size === '') return 0;
  if (platform.shape !== device.shape || platform.size !== sizeOf(device)) return 0;
  if (platform.chip === device.chip) return 3;
  return platform.chip === '' ? 2 : 1;
}

const wordsFor = ({ shape, size, sources }: Platform) =>
  size === '' ? `device ${sources.join(', ')}` : `${shape} ${size}`;

/** Names of the variants that fit a model, the best first. Throws a sentence that lists them all where none does. */
export function variantsFor(manifest: Json, device: Device): string[] {
  const platforms = platformsOf(manifest).filter(({ variant }) => variant !== '');
  const fits = platforms
    .map((platform) => ({ variant: platform.variant, fit: fitOf(platform, device) }))
    .filter(({ fit }) => fit > 0)
    .sort((one, other) => other.fit - one.fit);
  if (fits.length > 0) return [...new Set(fits.map(({ variant }) => variant))];
  const offered = [...new Set(platforms.map(wordsFor))].slice(0, 40).join(', ');
  throw new Bad(
    'no-variant',
    offered === ''
      ? 'The manifest.json of the package lists no variants.'
      : `The package has no variant for ${device.name} (${device.shape} ${sizeOf(device)}). It has: ${offered}.`,
  );
}
