export type Sample = { name: string; labels: Record<string, string>; value: number };
export type Family = { name: string; type: string; help: string; samples: Sample[] };

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(,|$)/y;
const NUMBER = /^(?:[+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Inf)|NaN)$/;

/** Reads Prometheus' text format 0.0.4 and throws at whatever its grammar or its conventions do not allow. */
export function parseExposition(text: string): Family[] {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const families = new Map<string, Family>();
  let current: Family | undefined;
  const seen = new Set<string>();
  for (const line of text.slice(0, -1).split('\n')) {
    const head = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line);
    if (line === '') continue;
    if (head) current = openFamily(families, head);
    else if (line.startsWith('#')) throw new Error(`a comment that is neither HELP nor TYPE: ${line}`);
    else addSample(current, line, seen);
  }
  for (const family of families.values()) checkFamily(family);
  return [...families.values()];
}

function openFamily(families: Map<string, Family>, [, what, name = '', rest = '']: RegExpExecArray): Family {
  if (!NAME.test(name)) throw new Error(`${name} is no name`);
  const known = families.get(name);
  if (what === 'HELP') {
    if (known) throw new Error(`${name} is described twice`);
    const family = { name, type: '', help: rest, samples: [] };
    families.set(name, family);
    return family;
  }
  if (known?.type !== '' || known.samples.length > 0) throw new Error(`TYPE of ${name} is out of place`);
  known.type = rest;
  return known;
}

function addSample(family: Family | undefined, line: string, seen: Set<string>): void {
  const [, name = '', labels = '', value = ''] = SAMPLE.exec(line) ?? [];
  if (!NUMBER.test(value)) throw new Error(`no sample: ${line}`);
  const suffix = family?.type === 'histogram' ? /^(_bucket|_sum|_count)$/ : /^$/;
  if (!family?.type || !name.startsWith(family.name) || !suffix.test(name.slice(family.name.length)))
    throw new Error(`${name} stands outside of its family`);
  if (seen.has(`${name}{${labels}}`)) throw new Error(`twice: ${line}`);
  seen.add(`${name}{${labels}}`);
  family.samples.push({ name, labels: readLabels(labels), value: Number(value.replace('Inf', 'Infinity')) });
}

function readLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  for (let at = 0; at < text.length; at = LABEL.lastIndex) {
    LABEL.lastIndex = at;
    const [, name = '', value = ''] = LABEL.exec(text) ?? [];
    if (name === '' || name in labels) throw new Error(`labels cannot be read: ${text}`);
    labels[name] = value.replace(/\\(.)/g, (_whole, sign: string) => (sign === 'n' ? '\n' : sign));
  }
  return labels;
}

function checkFamily({ name, type, samples }: Family): void {
  if (!['counter', 'gauge', 'histogram'].includes(type)) throw new Error(`${name} has the type "${type}"`);
  if ((type === 'counter') !== name.endsWith('_total')) throw new Error(`${name} and _total do not agree`);
  if (type === 'counter' && samples.some(({ value }) => !(value >= 0)))
    throw new Error(`${name} fell below 0`);
  if (type === 'histogram') checkHistogram(name, samples);
}

const keyOf = ({ labels: { le: _, ...labels } }: Sample) => JSON.stringify(labels);

function checkHistogram(name: string, samples: Sample[]): void {
  for (const key of new Set(samples.map(keyOf))) {
    const own = samples.filter((sample) => keyOf(sample) === key);
    const buckets = own.filter((sample) => sample.name === `${name}_bucket`);
    const edges = buckets.map(({ labels }) => Number(labels.le?.replace('Inf', 'Infinity')));
    const rising = (values: number[]) =>
      values.every((value, at) => at === 0 || value >= (values[at - 1] ?? 0));
    const count = own.find((sample) => sample.name === `${name}_count`)?.value;
    if (!rising(edges) || !rising(buckets.map(({ value }) => value)))
      throw new Error(`${name}: buckets fall`);
    if (edges.at(-1) !== Number.POSITIVE_INFINITY || buckets.at(-1)?.value !== count)
      throw new Error(`${name}: +Inf is not the count`);
    if (!own.some((sample) => sample.name === `${name}_sum`)) throw new Error(`${name} has no sum`);
  }
}
