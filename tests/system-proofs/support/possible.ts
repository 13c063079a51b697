import { findProgram, isRoot } from '../../../scripts/infra/server.mjs'

/** Whether servers can be installed here. Where CI says that it runs, what cannot be proved fails. */
export const canInstall = (isRoot && findProgram('apt-get') !== undefined) || process.env.CI === 'true'
