// A throw-away Kafka: one node that is broker and controller, without ZooKeeper, topics only where asked for.
import { execFile } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findProgram, freePort, infraCache, provide, startServer } from './server.mjs'

const run = promisify(execFile)
const VERSION = '4.1.1'
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1'
const CLUSTER = '5L6g3nShT-eMCtK--X86sw'
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>tests</groupId><artifactId>kafka</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${VERSION}</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
`

export async function startKafka() {
  const { java, jars } = await installKafka()
  const machine = [
    '-Xmx128m',
    '-Xms64m',
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-cp',
    join(jars, '*'),
  ]
  const server = await startServer({
    name: 'Kafka',
    async start({ port, folder }) {
      const file = join(folder, 'server.properties')
      writeFileSync(file, properties({ port, controller: await freePort(), folder }))
      await run(java, [...machine, 'kafka.tools.StorageTool', 'format', '-t', CLUSTER, '-c', file])
      return { command: java, args: [...machine, 'kafka.Kafka', file] }
    },
  })
  return { ...server, bootstrap: `127.0.0.1:${server.port}` }
}

/** The server itself comes from Maven, once into the cache. */
export async function installKafka() {
  const java = await provide(() => findProgram('java'), ['openjdk-17-jre-headless'])
  const jars = infraCache(`kafka-${VERSION}`)
  const done = join(jars, 'done')
  if (existsSync(done)) return { java, jars }
  const maven = await provide(() => findProgram('mvn'), ['maven'])
  const pom = join(jars, 'pom.xml')
  writeFileSync(pom, POM)
  const copy = [`${PLUGIN}:copy-dependencies`, '-DincludeScope=runtime', `-DoutputDirectory=${jars}`]
  await run(maven, ['-q', '-B', '-f', pom, ...copy], { maxBuffer: 64 << 20 })
  rmSync(pom)
  writeFileSync(done, '')
  return { java, jars }
}

/** Small and quick: one partition for the internal topics, no wait for more members of a group. */
function properties({ port, controller, folder }) {
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controller}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': join(folder, 'data'),
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 1,
    'group.initial.rebalance.delay.ms': 0,
    'auto.create.topics.enable': false,
    // The default does not fit into a small heap.
    'log.cleaner.dedupe.buffer.size': 2097152,
  }
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
}
