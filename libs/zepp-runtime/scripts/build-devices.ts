/** Writes `src/core/device-list.ts` from `data/zepp-devices.json`. Run: tsx scripts/build-devices.ts */
import { readFileSync, writeFileSync } from 'node:fs';

type Row = {
  productName: string;
  deviceSource: number;
  code: string;
  value: {
    shape: string;
    chip: { manufacturer: string };
    screen: { size: string };
    os: { version: string; apiLevel: string };
  };
};

type Line = (string | number | number[])[];

function lines(): Line[] {
  const file = readFileSync(new URL('../data/zepp-devices.json', import.meta.url), 'utf8');
  const found = new Map<string, Line & { 7?: number[] }>();
  for (const { productName, deviceSource, code, value } of (JSON.parse(file) as { devices: Row[] }).devices) {
    const known = found.get(code);
    if (known !== undefined) (known[8] as number[]).push(deviceSource);
    else {
      const [width = 0, height = 0] = value.screen.size.split('*').map(Number);
      const { apiLevel, version } = value.os;
      const chip = value.chip.manufacturer;
      found.set(code, [
        code,
        productName,
        value.shape,
        width,
        height,
        chip,
        apiLevel,
        version,
        [deviceSource],
      ]);
    }
  }
  return [...found.values()];
}

export const devicesFile =
  (): string => `/** Made by scripts/build-devices.ts from data/zepp-devices.json (see data/README.md for where it came from). */
type Row = [
  code: string,
  name: string,
  shape: string,
  width: number,
  height: number,
  chip: string,
  apiLevel: string,
  osVersion: string,
  sources: number[],
];

// biome-ignore format: one line per model
export const deviceRows: Row[] = [
${lines()
  .map((line) => `  ${JSON.stringify(line).replaceAll(',', ', ').replaceAll('"', "'")},`)
  .join('\n')}
];
`;

if (process.argv[1]?.endsWith('build-devices.ts')) {
  writeFileSync(new URL('../src/core/device-list.ts', import.meta.url), devicesFile());
}
