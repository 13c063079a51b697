import { defineGenerator } from '../src/generator/index.ts'
import { composeFiles } from './deployment/compose.ts'
import { imageFiles } from './deployment/image.ts'
import { kubernetesFiles } from './deployment/kubernetes.ts'
import { hookFiles, workflowFiles } from './deployment/workflow.ts'

export const deployment = defineGenerator({
  category: 'deployment',
  description: 'the image, the servers around it, manifests, the checks of a repository',
  files: (service) => [
    ...imageFiles(service),
    ...composeFiles(service),
    ...kubernetesFiles(service),
    ...workflowFiles(service),
    ...hookFiles(service),
  ],
})
