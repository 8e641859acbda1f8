"""Fetches the peers from their registries, and prints one table: processor time and memory of each engine, beside what cannot be
avoided.

Standard library only. Wants cargo, python3 with venv, and openssl; xmlsec1 and npm where they are installed. Everything is made below
target/. `--markdown` prints the tables as README.md keeps them.
"""

import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
WORK = os.path.join(HERE, "target", "peers")
PEERS = ["lxml", "signxml", "xmlsec", "PyJWT[crypto]"]
NOT_HERE, REFUSES = "not here", "refuses"


def run(*command, **options):
    return subprocess.run(command, check=True, **options)


def engines():
    run("cargo", "build", "--release", "--quiet", cwd=HERE)
    python = os.path.join(WORK, "venv", "bin", "python")
    if not os.path.exists(python):
        run(sys.executable, "-m", "venv", os.path.join(WORK, "venv"))
        run(python, "-m", "pip", "install", "--quiet", *PEERS)
    modules = os.path.join(WORK, "node")
    if shutil.which("npm") and not os.path.exists(modules):
        os.makedirs(modules)
        run("npm", "install", "--silent", "--no-fund", "--prefix", modules, "jose")
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


def tokens(python, key, many):
    """So many signed ID tokens, with the key set that they are verified with."""
    folder = os.path.join(WORK, "tokens")
    os.makedirs(folder, exist_ok=True)
    run(python, os.path.join(HERE, "python", "time_tokens.py"), folder, key, str(many))
    return folder


def asked(*command, **options):
    """The two numbers that a program prints, microseconds and megabytes, or why there are none."""
    if not shutil.which(command[0]):
        return NOT_HERE
    done = subprocess.run(command, capture_output=True, text=True, **options)
    words = done.stdout.split()
    return (float(words[0]), float(words[1])) if done.returncode == 0 and len(words) == 2 else REFUSES


def xmlsec1(file, certificate, runs):
    """The same two numbers of a process of xmlsec1, from its start to its end."""
    if not shutil.which("xmlsec1"):
        return NOT_HERE
    taken, peak = 0, 0
    for _ in range(runs):
        started = subprocess.Popen(["xmlsec1", "--verify", "--id-attr:ID", "urn:oasis:names:tc:SAML:2.0:metadata:EntitiesDescriptor",
                                    "--pubkey-cert-pem", certificate, file], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
        if started.returncode != 0:
            return REFUSES
        taken, peak = taken + used.ru_utime + used.ru_stime, max(peak, used.ru_maxrss)
    return taken / runs * 1e6, peak / 1024


def engines_of_documents(file, key, certificate, runs, ours, python):
    script = os.path.join(HERE, "python", "time_peer.py")
    rows = [("floor: RSA, SHA-256, tokens", asked(ours, "time", "floor", file, key, str(runs)))]
    rows += [(name, asked(ours, "time", name, file, key, str(runs)))
             for name in ("ssoscope", "ssoscope-stream", "bergshamra", "xml-sec")]
    rows += [(name, asked(python, script, name, file, certificate, str(max(1, runs // 10))))
             for name in ("python-xmlsec", "signxml")]
    return rows + [("xmlsec1, one process", xmlsec1(file, certificate, min(runs, 5)))]


def engines_of_tokens(folder, runs, ours, python):
    rows = [("floor: reading, RSA and its SHA-256", asked(ours, "tokens", "floor", folder, str(runs)))]
    rows += [(name, asked(ours, "tokens", name, folder, str(runs)))
             for name in ("ssoscope", "jsonwebtoken", "openidconnect")]
    rows.append(("PyJWT", asked(python, os.path.join(HERE, "python", "time_tokens.py"), folder, str(runs))))
    node = {**os.environ, "PEERS_MODULES": os.path.join(WORK, "node")}
    return rows + [("jose (panva)", asked("node", os.path.join(HERE, "node", "time_tokens.mjs"), folder, str(runs), env=node))]


def table(title, rows):
    line = "| {} | {} | {} | {} |" if "--markdown" in sys.argv else "  {:<30} {:>14} {:>9} {:>9}"
    print(f"\n{title}\n")
    print(line.format("engine", "time", "× floor", "peak MB"))
    if "--markdown" in sys.argv:
        print("|---|--:|--:|--:|")
    floor = rows[0][1][0]
    for name, measured in rows:
        if measured in (NOT_HERE, REFUSES):
            print(line.format(name, measured, "", ""))
            continue
        micros, memory = measured
        shown = f"{micros:.1f} µs" if micros < 10_000 else f"{micros / 1000:.0f} ms"
        print(line.format(name, shown, f"{micros / floor:.2f}", f"{memory:.1f}"))


def main():
    os.makedirs(WORK, exist_ok=True)
    ours, python = engines()
    for title, name, kilobytes, runs in (("A signed document as small as a response", "response", 4, 1000),
                                         ("A signed aggregate", "large", int(os.environ.get("SSOSCOPE_BENCH_MB", "100")) * 1024, 5)):
        file, key, certificate = document(name, kilobytes)
        table(f"{title}: {os.path.getsize(file)} bytes", engines_of_documents(file, key, certificate, runs, ours, python))
    folder = tokens(python, os.path.join(WORK, "response", "key.pem"), 1000)
    table("RS256 ID tokens, signature and claims, each of 1000", engines_of_tokens(folder, 20, ours, python))


main()
