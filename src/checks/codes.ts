import { defineCodes } from '../diagnostics/index.ts'

/** Findings of the rules that only `lint` asks. */
export const CHECK_CODES = defineCodes({
  'plan/parallel-same-file': {
    severity: 'error',
    about: 'plan',
    title: 'two `[P]` tasks name one file',
    explanation:
      '`[P]` says that a task may be worked on beside its neighbours. Two that write one file will meet in it. Only tasks that can run at the same time are compared: where one waits for the other there is no conflict.',
  },
  'plan/parallel-conflict': {
    severity: 'error',
    about: 'plan',
    title: 'two parallel tasks write one file',
    explanation:
      'Two tasks that may be worked on at the same time would both write one file: one of them names it, or it is generated for it. Take `[P]` (or `parallelizable: true`) from the later one, or make it wait for the other.',
  },
  'plan/contract-without-test': {
    severity: 'error',
    about: 'plan',
    title: 'no task tests what a contract promises',
    explanation:
      'The Validation Checklist of the task template asks that all contracts have corresponding tests. A test task covers an endpoint when it names its route, its operation or its resource, or the contract as a whole. In a plan that says that tests are not requested this is information.',
  },
  'plan/entity-without-model': {
    severity: 'error',
    about: 'plan',
    title: 'no task makes the model of an entity',
    explanation:
      'The Validation Checklist of the task template asks that all entities have model tasks. A task for models, schemas, tables or types covers an entity that it names, and all of them where it names none.',
  },
  'plan/endpoint-without-task': {
    severity: 'error',
    about: 'plan',
    title: 'no task implements an endpoint',
    explanation:
      'A contract describes an endpoint, and no task besides those for tests and documents names its route, its operation or its resource.',
  },
  'plan/story-without-test': {
    severity: 'warning',
    about: 'plan',
    title: 'a user story has no test task',
    explanation:
      'Each story should have an integration test. A test task belongs to a story by its label, by the phase it stands in, or by naming the story. In a plan that says that tests are not requested this is information.',
  },
  'plan/test-after-implementation': {
    severity: 'error',
    about: 'plan',
    title: 'a test comes after what it tests',
    explanation:
      'The plan says that tests are written first. This one stands behind the task that implements the same endpoint, and that task does not wait for it. Move it up, or state the dependency.',
  },
  'plan/fixture-after-test': {
    severity: 'warning',
    about: 'plan',
    title: 'fixtures come after the tests that use them',
    explanation:
      'Tests of a folder use the fixtures of its `conftest.py`. The task that writes the fixtures stands behind tests of the same phase, so they would be written without. Move it before them, and let it be without `[P]`.',
  },
  'plan/task-without-path': {
    severity: 'warning',
    about: 'plan',
    title: 'a task names no file',
    explanation:
      'The Validation Checklist of the task template asks that each task specifies an exact file path. Where the words of a task and its neighbours tell the file, it is named in the finding and will be used. What is only run or looked at needs none.',
  },
})
