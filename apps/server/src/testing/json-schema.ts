type Json = Record<string, unknown>;

/** What our descriptions are written with; a word outside of it would be passed over in silence by readers. */
const WORDS = new Set(
  `$ref type properties required additionalProperties items prefixItems minItems maxItems minLength maxLength pattern format
  minimum maximum exclusiveMinimum exclusiveMaximum multipleOf enum const anyOf oneOf allOf not title description default
  examples propertyNames minProperties maxProperties`.split(/\s+/),
);
const TYPES: Record<string, (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  array: Array.isArray,
  null: (value) => value === null,
};

export type Schema = Json | boolean;

/** Every fault of a schema itself, with its place. */
export function schemaFaults(schema: Schema, place: string): string[] {
  if (typeof schema === 'boolean') return [];
  const faults = Object.keys(schema).flatMap((word) =>
    WORDS.has(word) ? [] : [`${place}: ${word} is no word`],
  );
  const types = [schema.type ?? []].flat() as string[];
  for (const type of types) if (!(type in TYPES)) faults.push(`${place}: ${type} is no type`);
  if (typeof schema.pattern === 'string') new RegExp(schema.pattern, 'u');
  for (const [at, inner] of innerOf(schema)) faults.push(...schemaFaults(inner, `${place}/${at}`));
  return faults;
}

function innerOf({ properties = {}, ...schema }: Json): [string, Schema][] {
  const named = Object.entries(properties as Record<string, Schema>);
  const single = ['items', 'additionalProperties', 'not', 'propertyNames'].flatMap((word) =>
    schema[word] === undefined ? [] : [[word, schema[word] as Schema] as [string, Schema]],
  );
  const lists = ['anyOf', 'oneOf', 'allOf', 'prefixItems'].flatMap((word) =>
    ((schema[word] ?? []) as Schema[]).map((inner, at): [string, Schema] => [`${word}/${at}`, inner]),
  );
  return [...named, ...single, ...lists];
}

/** Every way in which a value is not as its schema says. `$ref` is looked up in `root`. */
export function valueFaults(value: unknown, schema: Schema, root: Json, place = ''): string[] {
  if (schema === true) return [];
  if (schema === false) return [`${place}: nothing may be here`];
  if (typeof schema.$ref === 'string') return valueFaults(value, found(root, schema.$ref), root, place);
  const types = [schema.type ?? []].flat() as string[];
  if (types.length > 0 && !types.some((type) => TYPES[type]?.(value)))
    return [`${place}: is no ${types.join(' or ')}`];
  const faults = [...limits(value, schema, place)];
  const check = (inner: unknown, by: Schema, at: string) => valueFaults(inner, by, root, `${place}/${at}`);
  const branches = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (branches && !branches.some((branch) => valueFaults(value, branch, root).length === 0))
    faults.push(`${place}: fits no branch`);
  for (const part of (schema.allOf ?? []) as Schema[]) faults.push(...valueFaults(value, part, root, place));
  if (Array.isArray(value) && schema.items !== undefined)
    faults.push(...value.flatMap((inner, at) => check(inner, schema.items as Schema, String(at))));
  if (TYPES.object?.(value)) faults.push(...objectFaults(value as Json, schema, place, check));
  return faults;
}

export const found = (root: Json, ref: string): Schema =>
  ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((at, word) => (at as Json)[word], root) as Schema;

function limits(value: unknown, schema: Json, place: string): string[] {
  const is = (fault: boolean, words: string) => (fault ? [`${place}: ${words}`] : []);
  const text = typeof value === 'string' ? value : undefined;
  const number = typeof value === 'number' ? value : undefined;
  return [
    ...is('const' in schema && value !== schema.const, `is not ${schema.const}`),
    ...is(Array.isArray(schema.enum) && !schema.enum.includes(value), 'is none of the words'),
    ...is(
      text !== undefined && typeof schema.pattern === 'string' && !new RegExp(schema.pattern).test(text),
      'does not fit',
    ),
    ...is(number !== undefined && number < Number(schema.minimum ?? number), 'is too small'),
    ...is(number !== undefined && number > Number(schema.maximum ?? number), 'is too big'),
  ];
}

type Check = (inner: unknown, by: Schema, at: string) => string[];

function objectFaults(value: Json, schema: Json, place: string, check: Check): string[] {
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  const missing = ((schema.required ?? []) as string[]).filter((name) => !(name in value));
  const others = (schema.additionalProperties ?? true) as Schema;
  return [
    ...missing.map((name) => `${place}: ${name} is missing`),
    ...Object.entries(value).flatMap(([name, inner]) => check(inner, properties[name] ?? others, name)),
  ];
}
