import { Decoder, Stream } from '@garmin/fitsdk';
import FitParser, { type ParsedFit } from 'fit-file-parser';

export type Message = Record<string, unknown>;
export type Messages = Record<string, Message[]>;

/** What Garmin's own decoder reads; it throws where that decoder finds the file damaged or has anything to say against it. */
export function decoded(bytes: Buffer): Messages {
  const decoder = new Decoder(Stream.fromBuffer(bytes));
  if (!decoder.isFIT() || !decoder.checkIntegrity()) throw new Error('the file is damaged');
  const { messages, errors } = decoder.read();
  if (errors.length > 0) throw new Error(errors.map(String).join());
  return messages as unknown as Messages;
}

/** The same file read by a decoder that shares no line with the other, check sums included. */
export const secondOpinion = (bytes: Buffer): Promise<ParsedFit> =>
  new FitParser({ force: false, mode: 'list' }).parseAsync(Buffer.from(bytes));
