export { RANDOM } from './hunt-at-random.ts';
export type { HuntOptions, HuntProgress } from './hunt-bugs.ts';
export { huntBugs } from './hunt-bugs.ts';
export { PACKAGED_SUITES } from './suites/load-suite.ts';
export type { ZooRecord } from './zoo-record.ts';
export { casesByRecord, formatZooRecord, parseZooRecord, zooRecordOf } from './zoo-record.ts';
