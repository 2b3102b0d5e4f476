"""Publishes to every WebSocket with websockets: server.py BYTES PER_SECOND each|broadcast

each: sends to one client after the other and waits for each, as a server does that keeps its clients in a list.
broadcast: writes to all without waiting, the library's fastest way.
"""
import asyncio
import datetime
import os
import sys
import threading
import time

import websockets

BYTES = int(sys.argv[1])
INTERVAL_S = 1 / float(sys.argv[2])
EACH = sys.argv[3] == "each"
clients = set()


async def serve(socket):
    clients.add(socket)
    try:
        await socket.wait_closed()
    finally:
        clients.discard(socket)


async def send_to_each(message):
    for client in list(clients):
        try:
            await client.send(message)
        except websockets.ConnectionClosed:
            clients.discard(client)


def end_with_the_bench():
    sys.stdin.read()
    os._exit(0)


async def main():
    server = await websockets.serve(serve, "127.0.0.1", 0, compression=None, backlog=256)
    print("ready", server.sockets[0].getsockname()[1], flush=True)
    threading.Thread(target=end_with_the_bench, daemon=True).start()
    started = time.monotonic()
    number = 0
    while True:
        number += 1
        now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        head = f'{{"type":"bench","timestamp":"{now}","text":"'
        stamp = f"@f:{number:010d}:{time.monotonic_ns():019d}@"
        message = (head + stamp).ljust(BYTES - 2, "x") + '"}'
        if EACH:
            await send_to_each(message)
        else:
            websockets.broadcast(clients, message)
        await asyncio.sleep(max(0, started + number * INTERVAL_S - time.monotonic()))


asyncio.run(main())
