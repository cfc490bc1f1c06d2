/** Bytes of a line with its newline. */
const LINE_BYTES = 150

/**
 * A program for a lab host that offers numbered lines at a fixed rate, as `<microseconds since 1970> <number> xxx...`.
 * It writes every 2 ms what is due by then, so a stall of its reader shows as delay and is never left out: a line's
 * time is when it was due to be written, at most 2 ms before it was.
 */
export function generator(linesPerSecond: number, seconds: number): string {
  return `import os, sys, time
rate, total = ${linesPerSecond}, ${linesPerSecond * seconds}
pad = b'x' * ${LINE_BYTES - 16 - 1 - 9 - 1 - 1}
out = sys.stdout.buffer
start = time.time()
n = 0
while n < total:
    due = min(total, int((time.time() - start) * rate))
    if due > n:
        stamp = b'%016d ' % int(time.time() * 1e6)
        out.write(b''.join([b'%b%09d %b\\n' % (stamp, i, pad) for i in range(n, due)]))
        out.flush()
        n = due
    time.sleep(0.002)
`
}
