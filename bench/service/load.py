"""Open-loop load on one operation: calls start at their time whether or not earlier ones are answered.

Reads `{"kind", "rate", "seconds", "warm_up", "turns", "servers": [{"address", "method", "request", "pid"}]}` from the
first argument and prints latencies, errors and the CPU time of each server's process. The servers take turns, so that
what else the machine does meets all of them. Latency counts from the time a call was due, so a stall shows.
"""

import asyncio
import gc
import json
import os
import sys
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import grpc
import uvloop

Call = Callable[[], Awaitable[bool]]
TICKS = os.sysconf("SC_CLK_TCK")


class HttpConnections:
    """HTTP/1.1 over kept connections, each with one request at a time; nothing but status and length is read."""

    def __init__(self, host: str, port: int, path: str, body: bytes) -> None:
        self._address = host, port
        head = f"POST {path} HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\ncontent-length: {len(body)}"
        self._request = f"{head}\r\n\r\n".encode() + body
        self._idle: deque[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = deque()

    async def __call__(self) -> bool:
        while self._idle and self._idle[-1][0].at_eof():  # the server closes what was idle for long
            self._idle.pop()
        reader, writer = self._idle.pop() if self._idle else await asyncio.open_connection(*self._address)
        writer.write(self._request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
        await reader.readexactly(length)
        self._idle.append((reader, writer))
        return head.startswith(b"http/1.1 200")


def rpc(channels: list[grpc.aio.Channel], method: str, request: bytes) -> Call:
    """Calls with bytes as they go over the wire: no generated module is needed."""
    methods = [channel.unary_unary(method) for channel in channels]
    turns = iter(range(sys.maxsize))

    async def call() -> bool:
        await methods[next(turns) % len(methods)](request, timeout=5)
        return True

    return call


def cpu_seconds(pid: int) -> float:
    """User and system time of all threads of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


async def load(call: Call, rate: int, seconds: float) -> tuple[list[float], int]:
    """Send at the rate for some time; return the latencies in milliseconds and the number of errors."""
    loop = asyncio.get_running_loop()
    latencies: list[float] = []
    errors = 0
    tasks: set[asyncio.Task[None]] = set()

    async def one(due: float) -> None:
        nonlocal errors
        good = False
        with suppress(grpc.RpcError, OSError, EOFError):
            good = await call()
        errors += not good
        latencies.append((loop.time() - due) * 1000)

    start = loop.time() + 0.01
    for number in range(int(rate * seconds)):
        due = start + number / rate
        if (left := due - loop.time()) > 0:
            await asyncio.sleep(left)
        task = loop.create_task(one(due))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    await asyncio.gather(*tasks)
    return latencies, errors


class Target:
    """One server under load, and what became of its calls so far."""

    def __init__(self, kind: str, server: dict[str, object]) -> None:
        self._pid = server["pid"]
        self._channels: list[grpc.aio.Channel] = []
        if kind == "grpc":
            options = [("grpc.use_local_subchannel_pool", 1)]
            self._channels = [grpc.aio.insecure_channel(server["address"], options) for _ in range(8)]
            self._call = rpc(self._channels, server["method"], bytes.fromhex(server["request"]))
        else:
            host, _, port = server["address"].partition(":")
            self._call = HttpConnections(host, int(port), server["method"], server["request"].encode())
        self._latencies: list[float] = []
        self._errors = 0
        self._spent = 0.0
        self._generator = 0.0

    async def warm_up(self, rate: int, seconds: float) -> None:
        """Send calls that do not count."""
        await load(self._call, rate, seconds)

    async def turn(self, rate: int, seconds: float) -> None:
        """Send calls that count."""
        before, mine = cpu_seconds(self._pid), cpu_seconds(os.getpid())
        latencies, errors = await load(self._call, rate, seconds)
        self._spent += cpu_seconds(self._pid) - before
        self._generator += cpu_seconds(os.getpid()) - mine
        self._latencies += latencies
        self._errors += errors

    async def end(self) -> dict[str, float]:
        """Close the connections; return the figures."""
        for channel in self._channels:
            await channel.close()
        count = len(self._latencies)
        latencies = sorted(self._latencies)
        return {
            "requests": count,
            "errors": self._errors,
            "p50": latencies[count // 2],
            "p99": latencies[count * 99 // 100],
            "cpuPerRequest": self._spent * 1000 / count,
            "generatorPerRequest": self._generator * 1000 / count,
        }


async def main(asked: dict[str, object]) -> list[dict[str, float]]:
    targets = [Target(asked["kind"], server) for server in asked["servers"]]
    for target in targets:
        await target.warm_up(asked["rate"], asked["warm_up"])
    gc.freeze()
    for _ in range(asked["turns"]):
        for target in targets:
            await target.turn(asked["rate"], asked["seconds"] / asked["turns"])
    return [await target.end() for target in targets]


with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
    print(json.dumps(runner.run(main(json.loads(sys.argv[1])))))
