/** Exit codes of programs that did not end by themselves, as shells and `timeout` give them. */
export const TIMED_OUT = 124
export const NOT_STARTED = 126
export const NOT_FOUND = 127
export const INTERRUPTED = 130
