export function installBuf(): Promise<string>
