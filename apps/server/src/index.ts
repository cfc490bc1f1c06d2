export { type AppOptions, buildApp } from './app.ts'
export { OPTIONS as CONSOLE_OPTIONS } from './config.ts'
export { runConsole } from './console.ts'
