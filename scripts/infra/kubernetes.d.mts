export interface Kubernetes {
  /** Refusals and warnings of the server, `Kind name: message`; empty where it accepts everything. */
  judge(objects: readonly unknown[]): Promise<readonly string[]>
  stop(): Promise<void>
}

export function startKubernetes(): Promise<Kubernetes>
export function buildKubernetes(): Promise<{ readonly etcd: string; readonly apiserver: string }>
