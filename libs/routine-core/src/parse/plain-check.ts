import type * as v from 'valibot';

type Check = (value: unknown) => boolean;
/** What the schema library writes down of a schema, or of a step in its pipe. */
type Part = { readonly type: string } & Readonly<Record<string, unknown>>;

const never: Check = () => false;

const all = (checks: readonly Check[]): Check => {
  const [first = never, ...others] = checks;
  const rest = others.length > 0 ? all(others) : undefined;
  return rest ? (value) => first(value) && rest(value) : first;
};

function listOf(item: Check): Check {
  return (value) => {
    if (!Array.isArray(value)) return false;
    for (let at = 0; at < value.length; at += 1) if (!item(value[at])) return false;
    return true;
  };
}

/** Whatever replaces what is missing or wrong is the schema's business. */
const isReplacing = (part: Part): boolean => part.fallback !== undefined || part.default !== undefined;
const mayMiss = (part: Part): boolean => part.type === 'optional' && !isReplacing(part);

/** Fields that nobody knows are the schema's business: it keeps, drops or refuses them. */
function recordOf(entries: Readonly<Record<string, Part>>): Check {
  const fields = new Map(
    Object.keys(entries).map((key) => {
      const part = entries[key] as Part;
      return [key, { check: checkOf(part), needed: mayMiss(part) ? 0 : 1 }] as const;
    }),
  );
  const needed = Array.from(fields.values()).reduce((sum, field) => sum + field.needed, 0);
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    let found = 0;
    for (const key in value) {
      const field = fields.get(key);
      if (!field?.check((value as Readonly<Record<string, unknown>>)[key])) return false;
      found += field.needed;
    }
    return found === needed;
  };
}

function orNothing({ wrapped }: Part): Check {
  const check = checkOf(wrapped as Part);
  return (value) => value === undefined || check(value);
}

const SCHEMAS: Readonly<Record<string, (part: Part) => Check>> = {
  unknown: () => () => true,
  string: () => (value) => typeof value === 'string',
  number: () => (value) => typeof value === 'number' && !Number.isNaN(value),
  boolean: () => (value) => typeof value === 'boolean',
  literal: (part) => (value) => value === part.literal,
  picklist: (part) => (value) => (part.options as readonly unknown[]).indexOf(value) >= 0,
  custom: (part) => part.check as Check,
  optional: orNothing,
  array: (part) => listOf(checkOf(part.item as Part)),
  object: (part) => recordOf(part.entries as Readonly<Record<string, Part>>),
  loose_object: (part) => recordOf(part.entries as Readonly<Record<string, Part>>),
};

const least =
  (length: number): Check =>
  (value) =>
    (value as { readonly length: number }).length >= length;
const most =
  (length: number): Check =>
  (value) =>
    (value as { readonly length: number }).length <= length;

/** Asked after the schema's own check, so the value is of its type. */
const STEPS: Readonly<Record<string, (part: Part) => Check>> = {
  integer: () => Number.isInteger,
  safe_integer: () => Number.isSafeInteger,
  min_value: (part) => (value) => (value as number) >= (part.requirement as number),
  max_value: (part) => (value) => (value as number) <= (part.requirement as number),
  min_length: (part) => least(part.requirement as number),
  max_length: (part) => most(part.requirement as number),
  regex: (part) => (value) => (part.requirement as RegExp).test(value as string),
  check: (part) => part.requirement as Check,
};

function checkOf(part: Part): Check {
  const [first, ...steps] = (part.pipe as readonly Part[] | undefined) || [];
  if (isReplacing(part)) return never;
  if (first) return all([checkOf(first), ...steps.map((step) => STEPS[step.type]?.(step) || never)]);
  return SCHEMAS[part.type]?.(part) || never;
}

/**
 * A schema as one plain question: true for a value that the schema surely takes and gives back as it is. False decides nothing;
 * the schema does, also wherever it has a part that is not known here. Asked first, because a schema writes down all that it
 * looks at, and a server that reads thousands of entries a second spends most of its time with that.
 */
export const plainCheck = (schema: v.GenericSchema): Check => checkOf(schema as unknown as Part);
