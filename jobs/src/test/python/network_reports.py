"""Writes what the reference says of the networks' logs: networks/reference.json.gz, for RealNetworksTest.

    python3 network_reports.py [DIAGNOSE.PY]

runs resources/reference/diagnose.py, or the one given, over every resources/networks/*.jsonl.gz. Needs numpy.
"""

import gzip
import json
import subprocess
import sys
from pathlib import Path

RESOURCES = Path(__file__).parent.parent / "resources"
DIAGNOSE = Path(sys.argv[1]) if len(sys.argv) > 1 else RESOURCES / "reference" / "diagnose.py"

reports = {}
for log in sorted((RESOURCES / "networks").glob("*.jsonl.gz")):
    done = subprocess.run([sys.executable, DIAGNOSE], input=gzip.decompress(log.read_bytes()), capture_output=True, check=True)
    reports[log.name.removesuffix(".jsonl.gz")] = json.loads(done.stdout)
    print(log.name)
text = json.dumps(reports, separators=(",", ":")).encode()
(RESOURCES / "networks" / "reference.json.gz").write_bytes(gzip.compress(text, 9, mtime=0))
