export { decodeScenario, decodeScenarioDocument } from './decode-scenario.ts';
export { encodeScenario, encodeScenarioDocument, formatScenarioDocument } from './encode-scenario.ts';
export { packagedDirectory, packagedScenariosDirectory } from './packaged-scenarios-directory.ts';
export { findScenarioFiles, readScenarioFile } from './scenario-files.ts';
export { SCENARIO_JSON_SCHEMA } from './schema/scenario-json-schema.ts';
