// A real Kubernetes API server without nodes, which judges manifests: fields, semantics, Pod Security.
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { goProgram, textOf } from './go-tools.mjs'
import { answers, findProgram, freePort, infraCache, provide, startServer } from './server.mjs'

const run = promisify(execFile)
const VERSION = '1.36.1'
const ETCD = '3.6.8'
const ADMISSION = `apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
- name: PodSecurity
  configuration:
    apiVersion: pod-security.admission.config.k8s.io/v1
    kind: PodSecurityConfiguration
    defaults: {enforce: restricted, enforce-version: latest, warn: restricted, warn-version: latest}
`
const ETCD_MAIN = `package main

import (
	"os"

	"go.etcd.io/etcd/server/v3/etcdmain"
)

func main() { etcdmain.Main(os.Args) }
`

/** Starts the server; every namespace enforces and warns of the level \`restricted\`. */
export async function startKubernetes() {
  const { etcd, apiserver } = await buildKubernetes()
  const store = await startServer({ name: 'etcd', start: (place) => etcdCommand(etcd, place) })
  try {
    const token = randomBytes(16).toString('hex')
    let certificate = ''
    const server = await startServer({
      name: 'kube-apiserver',
      start: async ({ port, folder }) => {
        certificate = join(folder, 'certs', 'apiserver.crt')
        return apiCommand(apiserver, { port, folder, token, store: store.port })
      },
      ready: async (port) =>
        (await answers(port)) && (await isReady({ port, token, ca: readFileSync(certificate) })),
    })
    const client = { port: server.port, token, ca: readFileSync(certificate) }
    return {
      judge: (objects) => judge(client, objects),
      stop: async () => {
        await server.stop()
        await store.stop()
      },
    }
  } catch (error) {
    await store.stop()
    throw error
  }
}

/** Both programs, built where they are missing: minutes, once. */
export async function buildKubernetes() {
  const bin = infraCache('bin')
  const etcd = await goProgram({
    path: join(bin, `etcd-${ETCD}`),
    source: `go.etcd.io/etcd/server/v3@v${ETCD}`,
    target: '.',
    files: (folder) => ({
      'go.mod': `module etcdrun\n\ngo ${textOf(folder, 'go.mod').match(/^go (.+)$/m)?.[1]}\n\nrequire go.etcd.io/etcd/server/v3 v${ETCD}\n`,
      'go.sum': textOf(folder, 'go.sum'),
      'main.go': ETCD_MAIN,
    }),
  })
  const apiserver = await goProgram({
    path: join(bin, `kube-apiserver-${VERSION}`),
    source: `k8s.io/kubernetes@v${VERSION}`,
    target: 'k8s.io/kubernetes/cmd/kube-apiserver',
    files: (folder) => ({
      'go.mod': wrapperOf(textOf(folder, 'go.mod')),
      'go.sum': textOf(folder, 'go.sum'),
    }),
    flags: `-X k8s.io/component-base/version.gitVersion=v${VERSION}`,
  })
  return { etcd, apiserver }
}

/** The module replaces its parts by folders of its repository; each is also published by itself. */
function wrapperOf(module) {
  const published = `v0.${VERSION.split('.').slice(1).join('.')}`
  const parts = [...module.matchAll(/^\s+(k8s\.io\/\S+) => \.\/staging/gm)].map(([, name]) => name)
  return [
    'module kubeapiserver',
    `go ${module.match(/^go (.+)$/m)?.[1]}`,
    `godebug default=${module.match(/^godebug default=(.+)$/m)?.[1] ?? 'go1.24'}`,
    `require k8s.io/kubernetes v${VERSION}`,
    `replace (\n${parts.map((name) => `\t${name} => ${name} ${published}`).join('\n')}\n)`,
    '',
  ].join('\n\n')
}

async function etcdCommand(command, { port, folder }) {
  const peer = `http://127.0.0.1:${await freePort()}`
  const client = `http://127.0.0.1:${port}`
  const args = [
    ...['--data-dir', join(folder, 'data'), '--unsafe-no-fsync', '--log-level', 'error'],
    ...['--listen-client-urls', client, '--advertise-client-urls', client],
    ...['--listen-peer-urls', peer, '--initial-advertise-peer-urls', peer],
    ...['--initial-cluster', `default=${peer}`],
  ]
  return { command, args }
}

async function apiCommand(command, { port, folder, token, store }) {
  const place = (name) => join(folder, name)
  const openssl = await provide(() => findProgram('openssl'), ['openssl'])
  await run(openssl, ['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', place('sa.key')])
  writeFileSync(place('tokens.csv'), `${token},admin,admin,system:masters\n`)
  writeFileSync(place('admission.yaml'), ADMISSION)
  const args = [
    ...[`--etcd-servers=http://127.0.0.1:${store}`, '--bind-address=127.0.0.1', `--secure-port=${port}`],
    ...['--advertise-address=127.0.0.1', `--cert-dir=${place('certs')}`],
    '--service-cluster-ip-range=10.96.0.0/16',
    ...[
      `--service-account-key-file=${place('sa.key')}`,
      `--service-account-signing-key-file=${place('sa.key')}`,
    ],
    '--service-account-issuer=https://kubernetes.default.svc',
    ...[`--token-auth-file=${place('tokens.csv')}`, '--authorization-mode=RBAC'],
    `--admission-control-config-file=${place('admission.yaml')}`,
    ...['--disable-admission-plugins=ServiceAccount', '--endpoint-reconciler-type=none', '--profiling=false'],
  ]
  return { command, args }
}

async function isReady(client) {
  try {
    return (await ask(client, 'GET', '/readyz')).status === 200
  } catch {
    return false
  }
}

/**
 * What the server says against objects: refusals and warnings of a strict dry run of each, and of each pod template
 * as a bare Pod, since Pod Security only warns of templates.
 */
async function judge(client, objects) {
  await Promise.all([...namespacesOf(objects)].map((name) => createNamespace(client, name)))
  const pods = objects.flatMap((object) => podOf(object) ?? [])
  const said = await Promise.all([...objects, ...pods].map((object) => dryRun(client, object)))
  return said.flat()
}

async function dryRun(client, object) {
  const { kind, metadata } = object
  const options = 'dryRun=All&fieldManager=judge&force=true&fieldValidation=Strict'
  const path = `${pathOf(object)}/${metadata.name}?${options}`
  const { status, body, warnings } = await ask(client, 'PATCH', path, JSON.stringify(object))
  const refusals = status < 300 ? [] : [body.message ?? `status ${status}`]
  return [...refusals, ...warnings].map((message) => `${kind} ${metadata.name}: ${message}`)
}

/** For real, since a dry run makes none for the objects in it; without labels that would loosen the level. */
async function createNamespace(client, name) {
  const body = JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
  const { status } = await ask(client, 'POST', '/api/v1/namespaces', body, 'application/json')
  if (status !== 201 && status !== 409) throw new Error(`namespace ${name} was not made: ${status}`)
}

function namespacesOf(objects) {
  return new Set(
    objects.map(({ kind, metadata }) =>
      kind === 'Namespace' ? metadata.name : (metadata.namespace ?? 'default'),
    ),
  )
}

function pathOf({ apiVersion, kind, metadata }) {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
  if (kind === 'Namespace') return `${root}/namespaces`
  const plural = `${kind.toLowerCase()}s`.replace(/ys$/, 'ies')
  return `${root}/namespaces/${metadata.namespace ?? 'default'}/${plural}`
}

function podOf({ kind, metadata, spec }) {
  const template = spec?.jobTemplate?.spec?.template ?? spec?.template
  if (template?.spec === undefined) return undefined
  const name = `${kind}-${metadata.name}`.toLowerCase()
  const { namespace } = metadata
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...template.metadata, name, ...(namespace ? { namespace } : {}) },
    spec: template.spec,
  }
}

function ask({ port, token, ca }, method, path, body, type = 'application/apply-patch+yaml') {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, ...(body ? { 'content-type': type } : {}) }
    const sent = request({ host: '127.0.0.1', port, path, method, headers, ca }, (reply) => {
      let text = ''
      reply.setEncoding('utf8')
      reply.on('data', (part) => {
        text += part
      })
      reply.on('end', () =>
        resolve({ status: reply.statusCode, body: parsed(text), warnings: warningsOf(reply) }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

function warningsOf({ headers }) {
  const { warning } = headers
  return warning === undefined
    ? []
    : [...warning.matchAll(/299 - "((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text)
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
