"""Stand-ins for the services of a site, on a host of the lab: DNS, NTP, a web server with TLS, which is a registry too, and the places of the internet.
Files in the folder of its first argument change how they answer: wildcard, dns-garbage, time-silent, time-garbage."""
import itertools
import os
import socket
import ssl
import struct
import sys
import threading
import time

folder, own = sys.argv[1], sys.argv[2]
EPOCH = 2208988800
ESCAPES = b"\x1b[2J\x1b]0;owned\x07"
# What no server says: nothing, cut off, a name that points at itself, one that never ends, too much.
DNS_GARBAGE = itertools.cycle([b"", b"\x81", b"\x81\x80\0\1\0\1\0\0\0\0\xc0\x0c\0\1\0\1\xc0\x0c", b"\x81\x80" + b"\xff" * 600, ESCAPES * 4000])
TIME_GARBAGE = itertools.cycle([b"", b"\x24\x02", b"\xff" * 48, b"\x24" + b"\0" * 47, ESCAPES * 25])


def asked_for(name):
    return os.path.exists(os.path.join(folder, name))


def datagrams(port, answer):
    place = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    place.bind(("0.0.0.0", port))
    while True:
        data, client = place.recvfrom(2048)
        reply = answer(data)
        if reply is not None:
            place.sendto(reply, client)


def dns(data):
    if asked_for("dns-garbage"):
        return data[:2] + next(DNS_GARBAGE)
    at, labels = 12, []
    while data[at]:
        labels.append(data[at + 1:at + 1 + data[at]].decode())
        at += data[at] + 1
    kind = struct.unpack("!H", data[at + 1:at + 3])[0]
    known = labels[-2:] == ["lab", "test"] and (asked_for("wildcard") or labels[0] in ("lab", "ntp", "proxy", "sso", "harbor"))
    answers = 1 if known and kind == 1 else 0
    head = data[:2] + struct.pack("!HHHHH", 0x8180 if known else 0x8183, 1, answers, 0, 0)
    record = b"\xc0\x0c" + struct.pack("!HHIH", 1, 1, 60, 4) + socket.inet_aton(own)
    return head + data[12:at + 5] + (record if answers else b"")


def ntp(data):
    if asked_for("time-silent"):
        return None
    if asked_for("time-garbage"):
        return next(TIME_GARBAGE)
    now = time.time() + EPOCH
    stamp = struct.pack("!II", int(now), int((now % 1) * 2 ** 32))
    return b"\x24\x02\x06\xec" + b"\0" * 8 + b"LAB\0" + stamp + data[40:48] + stamp + stamp


def streams(port, serve):
    place = socket.socket()
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    place.bind(("0.0.0.0", port))
    place.listen(200)
    while True:
        threading.Thread(target=quietly, args=(serve, place.accept()[0]), daemon=True).start()


def quietly(serve, stream):
    try:
        serve(stream)
    except OSError:
        pass
    finally:
        stream.close()


def web(stream):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(folder, "leaf.pem"), os.path.join(folder, "leaf.key"))
    with context.wrap_socket(stream, server_side=True) as safe:
        if safe.recv(4096):
            safe.sendall(b"HTTP/1.1 200 OK\r\nDocker-Distribution-Api-Version: registry/2.0\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")


for work in [(datagrams, 53, dns), (datagrams, 123, ntp), (streams, 443, web)]:
    threading.Thread(target=work[0], args=work[1:], daemon=True).start()
print("ready", flush=True)
threading.Event().wait()
