/** Plain data that crosses every boundary of the runtime: bridge, worker, file. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** A function that stayed on the other side, by its number there. */
export type FunctionMark = { $fn: number };
/** Bytes as base64. */
export type BytesMark = { $bytes: string };

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isFunctionMark = (value: unknown): value is FunctionMark =>
  isObject(value) && typeof value.$fn === 'number';

export const isBytesMark = (value: unknown): value is BytesMark =>
  isObject(value) && typeof value.$bytes === 'string';

export const asObject = (value: unknown): JsonObject => (isObject(value) ? value : {});
export const asNumber = (value: unknown, otherwise = 0): number =>
  typeof value === 'number' && !Number.isNaN(value) ? value : otherwise;
export const asText = (value: unknown, otherwise = ''): string =>
  typeof value === 'string' ? value : otherwise;
