import { ATTEMPT_SECONDS, ATTEMPTS, DATAGRAMS } from './basics.ts'

/**
 * Reads targets as `protocol address port bytes` and writes each with what came of it and the milliseconds. Python 3.4
 * and newer, standard library without concurrent.futures, which a minimal installation lacks. 10 is IP_MTU_DISCOVER and
 * 3 IP_PMTUDISC_PROBE (ip(7)): a large datagram is sent whole or not at all.
 */
export const ATTEMPT_PROGRAM = `
import errno, socket, sys, threading, time

def word(code):
    if code == errno.ECONNREFUSED:
        return "refused"
    return "timeout" if code in (errno.ETIMEDOUT, errno.EMSGSIZE) else "no-route"

def tcp(address, port, size):
    for attempt in range(${ATTEMPTS}):
        try:
            socket.create_connection((address, port), ${ATTEMPT_SECONDS}).close()
            return "open"
        except socket.timeout:
            pass
    return "timeout"

def udp(address, port, size):
    family, kind, number, name, place = socket.getaddrinfo(address, port, 0, socket.SOCK_DGRAM)[0]
    sender = socket.socket(family, kind)
    sender.settimeout(${DATAGRAMS.wait})
    if size and family == socket.AF_INET:
        sender.setsockopt(socket.IPPROTO_IP, 10, 3)
    sender.connect(place)
    payload = ("%s %d %d\\n" % (sys.argv[1], port, size)).encode().ljust(size)
    for attempt in range(${DATAGRAMS.most}):
        try:
            sender.send(payload)
            sender.recv(64)
            return "open"
        except socket.timeout:
            pass
    return "timeout"

def attempt(line):
    protocol, address, port, size = line.split()
    began = time.time()
    try:
        result = (tcp if protocol == "tcp" else udp)(address, int(port), int(size))
    except socket.gaierror:
        result = "unknown-name"
    except OSError as error:
        result = word(error.errno)
    took = (time.time() - began) * 1000
    sys.stdout.write("%s %s %.3f\\n" % (line, result, took))
    sys.stdout.flush()

def work(lines):
    while True:
        try:
            line = lines.pop()
        except IndexError:
            return
        attempt(line)

lines = [line.strip() for line in sys.stdin if line.strip()][::-1]
workers = [threading.Thread(target=work, args=(lines,)) for number in range(min(128, len(lines)))]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
`
