import { defineCodes } from '../diagnostics/index.ts'

export const CODES = defineCodes({
  'contract/stale-proto-copy': {
    severity: 'warning',
    title: 'a copy of a shared proto is not what the workspace holds',
    explanation:
      'Services that share a contract each have a copy of it below their own `proto/`, and the workspace has the one that counts in `proto/`. A copy that differs speaks another language than the other service. Scaffolding its service again brings the copy up to date; where the copy was edited, the edit belongs into the contract. The tests of the service fail until both agree.',
  },
  'merge/add-add': {
    severity: 'warning',
    title: 'a file of yours stands where a new one would go',
    explanation:
      'The path was never written by this tool, a file with other content stands there, and the plan now asks for it. Your file stays as it is. Both sides are kept beside the state, in `.taskplan/conflicts/`, until they agree.',
  },
  'merge/content': {
    severity: 'warning',
    title: 'you and the plan changed the same lines',
    explanation:
      'A file was edited by you and its generated text changed too, in lines that touch. Your file stays as it is; the three sides are kept in `.taskplan/conflicts/`. Take over what you want of the generated text: as soon as both agree, or the edits no longer touch, the conflict closes by itself.',
  },
  'merge/ambiguous-placement': {
    severity: 'warning',
    title: 'an edit could land in the wrong block',
    explanation:
      'A line-wise merge would be clean, but the nearest line that occurs only once before an edit differs between your file and the merged one. In files of repeated blocks that is how an edit moves to another block unseen, so the path is a conflict instead and your file stays as it is.',
  },
  'merge/modify-delete': {
    severity: 'warning',
    title: 'you edited a file that is no longer generated',
    explanation:
      'The plan no longer asks for the file, and it holds edits of yours. It stays. Delete it yourself when nothing in it is needed.',
  },
  'merge/type': {
    severity: 'warning',
    title: 'something that is no file stands at a path',
    explanation:
      'A directory, a link or a device stands where a file would go. It is never followed and never replaced. Move it away, or give the file another place in the plan.',
  },
  'merge/base-lost': {
    severity: 'warning',
    title: 'the last rendering of a file is lost',
    explanation:
      'The text written last time is missing below `.taskplan/base/`, or its bytes no longer match their hash, so your edits cannot be told from older generated text. Every difference between your file and the generated one is a conflict. Restoring `.taskplan/base/` from version control ends it.',
  },
  'merge/unmergeable': {
    severity: 'warning',
    title: 'both sides changed a file that is not merged line by line',
    explanation:
      'The file is binary, holds unresolved conflict markers, is too long or too repetitive to be merged with certainty, or is generated output that is not meant to be edited. Your file stays as it is.',
  },
  'merge/deleted-by-you': {
    severity: 'info',
    title: 'a file you deleted changed upstream',
    explanation:
      'You deleted a generated file, which is your right: it stays deleted. Its generated text has changed since; this is said once.',
  },
  'merge/kept-once': {
    severity: 'info',
    title: 'a file that is written once was left alone',
    explanation:
      'Some files are a starting point: they are written once and then belong to you. The generated text has changed since; your file was not touched. This is said once.',
  },
  'merge/closed': {
    severity: 'info',
    title: 'a conflict is settled',
    explanation:
      'A conflict of an earlier run no longer exists: your file and the generated one agree again.',
  },
  'merge/line-lost': {
    severity: 'error',
    title: 'a merged text lost a line',
    explanation:
      'After every text merge it is counted that each line you added, and each line the plan added, is in the result. A line was missing, so nothing was written. This is a defect of the tool; please report it with the path.',
  },
  'merge/outside-root': {
    severity: 'error',
    title: 'a path may not be written',
    explanation:
      'Every path is relative to the workspace, uses `/`, and has no part that is empty, `.`, `..`, reserved on Windows, too long, or made of control characters. Version control, keys and state (`.git`, `.ssh`, `.taskplan`) and workflow files are never written unless declared.',
  },
  'merge/path-collision': {
    severity: 'error',
    title: 'two paths are one on some file systems',
    explanation:
      'Two paths differ only in upper and lower case or in the form of their characters, or one is a file and a folder at once. On file systems that do not tell them apart one would overwrite the other. Rename one in the plan.',
  },
})
