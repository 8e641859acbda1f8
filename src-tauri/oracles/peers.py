"""Fetches the peers from their registries, and prints one table: time and memory of each engine, beside what cannot be avoided.

Standard library only. Wants cargo, python3 with venv, and openssl; xmlsec1 where it is installed. Everything is made below target/.
"""

import os
import resource
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
WORK = os.path.join(HERE, "target", "peers")
PEERS = ["lxml", "signxml", "xmlsec"]


def run(*command, **options):
    return subprocess.run(command, check=True, **options)


def engines():
    run("cargo", "build", "--release", "--quiet", cwd=HERE)
    python = os.path.join(WORK, "venv", "bin", "python")
    if not os.path.exists(python):
        run(sys.executable, "-m", "venv", os.path.join(WORK, "venv"))
        run(python, "-m", "pip", "install", "--quiet", *PEERS)
    return os.path.join(HERE, "target", "release", "ssoscope-oracles"), python


def document(name, kilobytes):
    """A signed document of about that size, with its key and certificate beside it."""
    folder = os.path.join(WORK, name)
    os.makedirs(folder, exist_ok=True)
    key, certificate, der = (os.path.join(folder, file) for file in ("key.pem", "cert.pem", "key.der"))
    if not os.path.exists(der):
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-subj", "/CN=peers",
            "-keyout", key, "-out", certificate, stderr=subprocess.DEVNULL)
        run("openssl", "pkcs8", "-topk8", "-nocrypt", "-in", key, "-outform", "DER", "-out", der)
        run("cargo", "bench", "--quiet", "--package", "ssoscope-xml", "--bench", "aggregate", "--", "--write", folder,
            cwd=ROOT, env={**os.environ, "SSOSCOPE_BENCH_KB": str(kilobytes)})
    return os.path.join(folder, "aggregate.xml"), os.path.join(folder, "key.spki"), certificate


def asked(*command):
    """The two numbers that a program prints, or nothing where it refuses."""
    done = subprocess.run(command, capture_output=True, text=True)
    words = done.stdout.split()
    return (float(words[0]), float(words[1])) if done.returncode == 0 and len(words) == 2 else None


def xmlsec1(file, certificate, runs):
    if not shutil.which("xmlsec1"):
        return None
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        done = subprocess.run(["xmlsec1", "--verify", "--id-attr:ID", "urn:oasis:names:tc:SAML:2.0:metadata:EntitiesDescriptor",
                               "--pubkey-cert-pem", certificate, file], capture_output=True)
        times.append(time.perf_counter() - start)
        if done.returncode != 0:
            return None
    return sorted(times)[len(times) // 2] * 1e6, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def table(title, file, key, certificate, runs, ours, python):
    print(f"\n{title}: {os.path.getsize(file)} bytes")
    rows = [("floor: RSA, SHA-256, tokens", asked(ours, "time", "floor", file, key, str(runs)))]
    rows += [(name, asked(ours, "time", name, file, key, str(runs)))
             for name in ("ssoscope", "ssoscope-stream", "bergshamra", "xml-sec")]
    script = os.path.join(HERE, "python", "time_peer.py")
    rows += [(name, asked(python, script, name, file, certificate, str(max(3, runs // 10))))
             for name in ("python-xmlsec", "signxml")]
    rows.append(("xmlsec1, one process", xmlsec1(file, certificate, min(runs, 5))))
    floor = rows[0][1][0]
    print(f"  {'':<30} {'time':>14} {'× floor':>9} {'peak MB':>9}")
    for name, measured in rows:
        if measured is None:
            print(f"  {name:<30} {'refuses, or is not here':>34}")
            continue
        micros, memory = measured
        shown = f"{micros:.1f} µs" if micros < 10_000 else f"{micros / 1000:.0f} ms"
        print(f"  {name:<30} {shown:>14} {micros / floor:>9.2f} {memory:>9.1f}")


def main():
    os.makedirs(WORK, exist_ok=True)
    ours, python = engines()
    table("A signed document as small as a response", *document("small", 4), 1000, ours, python)
    table("A signed aggregate", *document("large", int(os.environ.get("SSOSCOPE_BENCH_MB", "100")) * 1024), 5, ours, python)


main()
