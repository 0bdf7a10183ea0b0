import { FencepostError } from '../../model/index.ts';
import type { CampaignRecord } from '../../runner/index.ts';
import { mergeRecords, readRecord, storeRecord } from '../../runner/index.ts';
import { tellCampaign } from './tell-campaign.ts';
import { DEFAULT_RESULTS, TELLING_OPTIONS, tellingOf } from './telling.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { note, outStyle } from '../terminal.ts';
import { textOption } from '../arguments/values.ts';

export const command: Command = {
  usage: 'DIR... [-o DIR] [--partial] [--report KIND=FILE]...',
  about: [
    "Joins the shards of a campaign, each a results directory of 'fencepost run --shard I/N', as if one machine had",
    'run it all: but for times, what is written and printed is the same, and so is the exit code. Shards of different',
    'campaigns are refused; where one is missing or did not finish, exit 3.',
  ].join('\n'),
  positionals: true,
  options: {
    output: {
      type: 'string',
      short: 'o',
      value: 'DIR',
      help: `where the whole goes, findings included (default: ${DEFAULT_RESULTS})`,
    },
    partial: { type: 'boolean', help: 'join what there is, though shards are missing or did not finish' },
    ...TELLING_OPTIONS,
  },
  async run(parsed) {
    const telling = tellingOf(parsed);
    if (parsed.positionals.length === 0) {
      throw new FencepostError('usage', 'merge takes the results directories of shards');
    }
    const parts = parsed.positionals.map((name) => ({ name, record: readRecord(name) }));
    const whole = mergeRecords(parts);
    const lacking = whatLacks(whole);
    if (lacking !== undefined && parsed.values['partial'] !== true) {
      note(`fencepost: ${lacking}; --partial joins what there is`);
      return EXIT.failure;
    }
    if (lacking !== undefined) note(`fencepost: ${lacking}`);
    const result = storeRecord(textOption(parsed, 'output') ?? DEFAULT_RESULTS, whole);
    return tellCampaign(result, telling, outStyle());
  },
};

/** What a whole is not whole without; `undefined` where nothing lacks. */
function whatLacks({ shards, ended }: CampaignRecord): string | undefined {
  const { of, present } = shards;
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter(
    (shard) => !present.includes(shard),
  );
  if (missing.length > 0) return `of ${of} shards these are missing: ${missing.join(', ')}`;
  return ended === 'unfinished' ? 'a shard was ended before it had finished' : undefined;
}
