type Json = Record<string, unknown>;
type Described = { paths: Record<string, Record<string, Json>> };
type Example = { method: string; path: string; body: unknown; answer: Json };

/** The examples of `docs/protocol*.md` that are requests; a test plays every one of them against a real server. */
export function examplesIn(markdown: string): Example[] {
  const blocks = [...markdown.matchAll(/^```json (.+)\n([\s\S]*?)^```$/gm)];
  return blocks.flatMap(([, head = '', body = ''], index) => {
    const [, next, answer = ''] = blocks[index + 1] ?? [];
    const [method = '', route = ''] = head.split(' ');
    if (next !== 'answer' || !route.startsWith('/')) return [];
    const sent: unknown = body.trim() === '' ? undefined : JSON.parse(body);
    return [{ method, path: route.split('?')[0] as string, body: sent, answer: JSON.parse(answer) as Json }];
  });
}

/** Whether an example is as its schema says: the protocol's pages shorten some of theirs. */
type Fits = (example: unknown, schema: unknown) => boolean;

/** The description with the protocol's examples beside their schemas; of several, the first that is whole. */
export function withExamples<T>(description: T, markdown: string, fits: Fits): T {
  const described = structuredClone(description);
  for (const example of examplesIn(markdown)) place(described as Described, example, fits);
  return described;
}

function place({ paths }: Described, { method, path, body, answer }: Example, fits: Fits): void {
  const template = Object.keys(paths).find((each) => matches(each, path));
  const operation = paths[template ?? '']?.[method.toLowerCase()] as Json | undefined;
  if (operation === undefined || answer.ok === false) return;
  const request = operation.requestBody as { content: Json } | undefined;
  const done = (operation.responses as Record<string, { content: Json }>)[200];
  for (const [content, example] of [
    [request?.content, body],
    [done?.content, answer],
  ] as const) {
    const media = content?.['application/json'] as { schema: unknown; example?: unknown } | undefined;
    if (media === undefined || example === undefined || media.example !== undefined) continue;
    if (fits(example, media.schema)) media.example = example;
  }
}

/** Whether an address is one of those that a template with braces stands for. */
export const matches = (template: string, path: string): boolean =>
  new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(path);
