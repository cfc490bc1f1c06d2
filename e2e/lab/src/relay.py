#!/usr/bin/env python3
"""relay.py LINK LINK MS: hands frames from either link to the other, each MS milliseconds late.

For kernels without netem. It runs until it is killed. PACKET_VNET_HDR carries checksums and segments that the kernel has left
to the network card, as the frames of virtual links have them.
"""

import heapq
import select
import socket
import sys
import time

SOL_PACKET, PACKET_VNET_HDR, PACKET_OUTGOING = 263, 15, 4
ETH_P_ALL = 3
MOST = 10 + 14 + 65536


def tap(link):
    tapped = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
    tapped.setsockopt(SOL_PACKET, PACKET_VNET_HDR, 1)
    tapped.bind((link, ETH_P_ALL))
    tapped.setblocking(False)
    return tapped


def main():
    first, second = tap(sys.argv[1]), tap(sys.argv[2])
    delay = float(sys.argv[3]) / 1000
    other = {first: second, second: first}
    waiting, count = [], 0
    print("relays", flush=True)
    while True:
        now = time.monotonic()
        while waiting and waiting[0][0] <= now:
            _, _, target, frame = heapq.heappop(waiting)
            try:
                target.send(frame)
            except OSError:
                pass  # a full queue or a link that is down loses the frame, as a card would
        pause = max(0, waiting[0][0] - time.monotonic()) if waiting else None
        for ready in select.select([first, second], [], [], pause)[0]:
            try:
                frame, (_, _, kind, _, _) = ready.recvfrom(MOST)
            except OSError:
                continue  # the link went down
            if kind == PACKET_OUTGOING:
                continue
            count += 1
            heapq.heappush(waiting, (time.monotonic() + delay, count, other[ready], frame))


main()
