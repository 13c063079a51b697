export * from './render-tree.ts'
export * from './templates.ts'
export * from './tree.ts'
