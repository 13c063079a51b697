export function goTool(name: 'kustomize' | 'actionlint'): Promise<string>
