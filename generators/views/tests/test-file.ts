/** A test file: the task it judges and the task that writes it. */
import { pyStr, type RoleRef, type Service } from '../../../src/generator/index.ts'
import { criteriaOfTest } from '../plan/criteria-of-test.ts'
import { testWriter } from '../plan/owners.ts'

export interface TestFile {
  readonly ref: RoleRef
  readonly subject: string | undefined
}

/** Arguments of `pytest.mark.task`: the subject, the writer where it is another task, the criteria of the file. */
export function taskMark(service: Service, { ref, subject }: TestFile): string {
  const writer = testWriter(service)
  const criteria = criteriaOfTest(service, ref)
  return [
    pyStr(subject ?? ''),
    ...(writer === undefined || writer === subject ? [] : [`written_by=${pyStr(writer)}`]),
    ...(criteria.length === 0 ? [] : [`criteria=[${criteria.map(pyStr).join(', ')}]`]),
  ].join(', ')
}

/** Owners of a test file: the task it is about and the one that writes it. */
export function testOwners(service: Service, subject: string | undefined): readonly (string | undefined)[] {
  return [subject, testWriter(service)]
}
