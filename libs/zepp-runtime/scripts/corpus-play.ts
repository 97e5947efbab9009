/** One program on one model, in a process of its own: `corpus-play.ts PACKAGE DEVICE [SCRIPT] [PICTURE]`; tells one JSON line. */
import { readFileSync, writeFileSync } from 'node:fs';
import { playScript, readScript } from '../src/cli/script.js';
import { CannotRun, createWatch } from '../src/node/index.js';
import { type Seen, walk } from './corpus-walk.js';

export type Played = {
  /** What the package said when it could not be installed. */
  refused?: string;
  opens: boolean;
  /** Texts and effects that the script named and found; on a walk, texts seen. */
  reached: number;
  /** What the script could not find. */
  missed?: string;
  texts: string[];
  pages: string[];
  notModelled: string[];
  faults: string[];
};

const [file = '', device = '', script = '', picture = ''] = process.argv.slice(2);
const ASKS = /^(expect|wait for)\b/;

const unique = (list: string[]) => [...new Set(list)];

async function play(): Promise<Played> {
  const watch = await createWatch({ package: new Uint8Array(readFileSync(file)), device });
  const take = async () => {
    if (picture !== '') writeFileSync(picture, await watch.png());
  };
  try {
    const told =
      script === ''
        ? fromWalk(await walk(watch, take))
        : await fromScript(watch, readFileSync(script, 'utf8'));
    if (script !== '') await take();
    const words = watch.logs.map(({ text }) => text);
    return {
      ...told,
      opens: told.texts.length > 0 || watch.widgets().nodes.length > 0,
      notModelled: unique(
        words.flatMap((text) => /(\S+) exists on watches, but this runtime/.exec(text)?.[1] ?? []),
      ),
      faults: unique(
        words.filter((text) => /^Mini Program Error|^\S+\.js: |^(build|onInit|onCreate): /.test(text)),
      ).slice(0, 5),
    };
  } finally {
    watch.close();
  }
}

type Told = Pick<Played, 'reached' | 'texts' | 'pages' | 'missed'>;

const fromWalk = ({ texts, pages }: Seen): Told => ({
  reached: texts.size,
  texts: [...texts],
  pages: [...pages],
});

async function fromScript(watch: Awaited<ReturnType<typeof createWatch>>, text: string): Promise<Told> {
  const asked = text.split('\n').filter((line) => ASKS.test(line.trim())).length;
  readScript(text);
  watch.launch();
  await watch.settled();
  try {
    await playScript(watch, text, { print: () => undefined, screenshot: async () => undefined } as never);
    return { reached: asked, texts: watch.texts(), pages: watch.pages };
  } catch (fault) {
    return { reached: 0, missed: (fault as Error).message, texts: watch.texts(), pages: watch.pages };
  }
}

async function main(): Promise<void> {
  try {
    console.log(JSON.stringify(await play()));
  } catch (fault) {
    if (!(fault instanceof CannotRun)) throw fault;
    const none: Played = {
      refused: fault.message,
      opens: false,
      reached: 0,
      texts: [],
      pages: [],
      notModelled: [],
      faults: [],
    };
    console.log(JSON.stringify(none));
  }
}

await main();
