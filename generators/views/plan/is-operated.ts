/** The smallest service is one file of routes; whatever a plan asks for beyond makes it one that others rely on. */
import type { Capability, Service } from '../../../src/generator/index.ts'

/** What changes nothing about the process. */
const BESIDE: readonly Capability[] = ['rest', 'loadTests', 'ci', 'preCommit']

export function isOperated({ capabilities, slo }: Service): boolean {
  return (
    slo?.requestsPerSecond !== undefined || [...capabilities.keys()].some((name) => !BESIDE.includes(name))
  )
}
