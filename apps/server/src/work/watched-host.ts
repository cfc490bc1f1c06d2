import type { Host } from '@astrago/hosts'

/** The same host; `onChange` is told when something begins to be asked of it, and when nothing is any more. */
export function watchedHost(host: Host, onChange: (busy: boolean) => void): Host {
  let calls = 0
  const watch = async <T>(call: () => Promise<T>): Promise<T> => {
    calls += 1
    if (calls === 1) onChange(true)
    try {
      return await call()
    } finally {
      calls -= 1
      if (calls === 0) onChange(false)
    }
  }
  return {
    name: host.name,
    run: (command, options) => watch(() => host.run(command, options)),
    stream: (command, options) => watch(() => host.stream(command, options)),
    upload: (source, target, options) => watch(() => host.upload(source, target, options)),
    reach: (address, port, timeoutMs) => watch(() => host.reach(address, port, timeoutMs)),
    connect: (address, port, timeoutMs) => watch(() => host.connect(address, port, timeoutMs)),
    close: () => host.close(),
  }
}
