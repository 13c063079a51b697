// Servers of one run: one that does not start or does not end is a failure of the run, and of no other server.
const STOP_SECONDS = 60

/** @param failures takes the names of what did not start or did not end */
export function startedServers(failures, step) {
  const started = []
  return {
    /** Starts a server and gives it back; undefined where it does not start. */
    async start(name, begin) {
      const running = await step(name, begin)
      if (running) started.unshift({ name, stop: running.stop })
      return running
    },
    /** Ends all of them, the youngest first, whatever the others do. Never throws. */
    async stop(seconds = STOP_SECONDS) {
      for (const { name, stop } of started.splice(0)) {
        try {
          await within(seconds, stop())
        } catch (error) {
          failures.push(`${name} did not end`)
          console.error(`${name} did not end:`, error instanceof Error ? error.message : error)
        }
      }
    },
  }
}

function within(seconds, work) {
  let timer
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${seconds} s`)), seconds * 1000)
  })
  return Promise.race([work, limit]).finally(() => clearTimeout(timer))
}
