import type { Ask, Question } from '../ports.ts'
import type { MissingAnswer } from './missing-answers.ts'
import type { Context } from './verb.ts'

/** What one command asks, and what it could not ask. */
export interface Talk {
  /** The answer of a person; undefined where nobody is there, which is remembered as missing. */
  ask(question: Question, missing: MissingAnswer): Promise<string | undefined>
  /** What was answered, by the name of the question. */
  readonly answers: ReadonlyMap<string, string>
  readonly missing: readonly MissingAnswer[]
}

export function startTalk({ ask }: Pick<Context, 'ask'>): Talk {
  const missing: MissingAnswer[] = []
  const answers = new Map<string, string>()
  const put = async (person: Ask, question: Question): Promise<string> => {
    const answer = await person(question)
    answers.set(question.name, answer)
    return answer
  }
  return {
    async ask(question, lack) {
      if (ask) return put(ask, question)
      missing.push(lack)
      return undefined
    },
    answers,
    missing,
  }
}
