#!/usr/bin/python3
"""KAFKA_FOO_BAR=x is the property foo.bar=x, as the image of the Kafka project takes it; formats, then runs."""

import os
import subprocess
from pathlib import Path

DATA = Path(os.environ.get("KAFKA_LOG_DIRS", "/tmp/kraft"))
SETTINGS = Path("/tmp/server.properties")
JAVA = ["java", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", "/opt/kafka/libs/*"]


def properties() -> dict[str, str]:
    given = {
        name.removeprefix("KAFKA_").lower().replace("_", "."): value
        for name, value in os.environ.items()
        if name.startswith("KAFKA_")
    }
    small = {"group.initial.rebalance.delay.ms": "0", "offsets.topic.num.partitions": "1"}
    return {"log.dirs": str(DATA), **small, **given}


def main() -> None:
    SETTINGS.write_text("".join(f"{name}={value}\n" for name, value in properties().items()))
    if not (DATA / "meta.properties").exists():
        tool = [*JAVA, "kafka.tools.StorageTool", "format", "-t", "5L6g3nShT-eMCtK--X86sw", "-c", str(SETTINGS)]
        subprocess.run(tool, check=True)
    os.execvp("java", [*JAVA, "kafka.Kafka", str(SETTINGS)])


main()
