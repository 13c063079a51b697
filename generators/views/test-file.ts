/** A test file: the task it judges and the task that writes it. */
import { pyStr, type RoleRef, type Service } from '../../src/generator/index.ts'
import { testWriter } from './owners.ts'

export interface TestFile {
  readonly ref: RoleRef
  readonly subject: string | undefined
}

/** Arguments of `pytest.mark.task`: the subject, and the writer where it is another task. */
export function taskMark(service: Service, subject: string | undefined): string {
  const writer = testWriter(service)
  const key = pyStr(subject ?? '')
  return writer === undefined || writer === subject ? key : `${key}, written_by=${pyStr(writer)}`
}

/** Owners of a test file: the task it is about and the one that writes it. */
export function testOwners(service: Service, subject: string | undefined): readonly (string | undefined)[] {
  return [subject, testWriter(service)]
}
