export { type AppOptions, buildApp } from './app.ts'
export { isLoopback, OPTIONS as CONSOLE_OPTIONS, TLS_GOES_TOGETHER } from './config.ts'
export { runConsole } from './console.ts'
export { readCertificate } from './tls.ts'
