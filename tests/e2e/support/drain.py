"""Runs `python -m src.main` in the working folder, stops it with work in flight and prints what it saw as JSON.

`drain.py PATH BODY`: a POST to PATH whose JSON BODY is half sent, and an open reflection stream, when SIGTERM comes.
"""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

HOST = "127.0.0.1"
PATIENCE = 20


async def main(path: str, body: bytes) -> None:
    """Start, look, stop, finish, report."""
    http_port, grpc_port = free_ports()
    env = os.environ | {"HTTP_PORT": str(http_port), "GRPC_PORT": str(grpc_port)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "src.main", env=env, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    assert process.stdout
    output = asyncio.create_task(process.stdout.read())
    try:
        async with asyncio.timeout(3 * PATIENCE):
            seen = await watch(process, (http_port, grpc_port), path, body)
            seen["exit_code"] = await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
    print(json.dumps(seen | {"output": (await output).decode()}))


async def watch(
    process: asyncio.subprocess.Process, ports: tuple[int, int], path: str, body: bytes
) -> dict[str, object]:
    """Everything that can be seen of the running service."""
    http_port, grpc_port = ports
    await until(lambda: refuses(http_port), answer=False, process=process)
    seen: dict[str, object] = {"health": await get(http_port, "/health"), "ready": await get(http_port, "/health/ready")}
    async with grpc.aio.insecure_channel(f"{HOST}:{grpc_port}") as channel:
        check = health_pb2_grpc.HealthStub(channel).Check
        seen["grpc_health"] = await check(health_pb2.HealthCheckRequest(), timeout=PATIENCE)
        stream = reflection_pb2_grpc.ServerReflectionStub(channel).ServerReflectionInfo()
        seen["services"] = await list_services(stream)
        reader, writer = await asyncio.open_connection(HOST, http_port)
        half = len(body) // 2
        writer.write(post_head(path, len(body)) + body[:half])
        await writer.drain()
        await asyncio.sleep(0.2)
        process.send_signal(signal.SIGTERM)
        await until(lambda: refuses(http_port), answer=True, process=process)
        seen["alive_after_signal"] = process.returncode is None
        writer.write(body[half:])
        seen["services_after_signal"] = await list_services(stream)
        seen["answer"] = parse(await reader.read())
        await stream.done_writing()
        seen["stream_ended"] = await stream.read() == grpc.aio.EOF
        writer.close()
    seen["grpc_health"] = health_pb2.HealthCheckResponse.ServingStatus.Name(seen["grpc_health"].status)
    return seen


def free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        for listener in (one, other):
            listener.bind((HOST, 0))
        return one.getsockname()[1], other.getsockname()[1]


async def until(look: Callable[[], Awaitable[bool]], *, answer: bool, process: asyncio.subprocess.Process) -> None:
    async with asyncio.timeout(PATIENCE):
        while await look() != answer:
            if process.returncode is not None:
                raise SystemExit(f"the service ended with {process.returncode}")
            await asyncio.sleep(0.05)


async def refuses(port: int) -> bool:
    """Whether nobody listens."""
    try:
        _, writer = await asyncio.open_connection(HOST, port)
    except OSError:
        return True
    writer.close()
    return False


def post_head(path: str, length: int) -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    return head.encode()


async def get(port: int, path: str) -> dict[str, Any]:
    reader, writer = await asyncio.open_connection(HOST, port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
    answer = parse(await reader.read())
    writer.close()
    return answer


def parse(raw: bytes) -> dict[str, Any]:
    head, _, body = raw.partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return {"status": int(status.split()[1]), "headers": headers, "body": json.loads(body)}


async def list_services(stream: Any) -> list[str]:
    await stream.write(reflection_pb2.ServerReflectionRequest(list_services=""))
    reply = await stream.read()
    return sorted(service.name for service in reply.list_services_response.service)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2].encode()))
