"""Asks other engines for their verdicts on the corpus: CORPUS in, a table of agreements and every difference out.

Run it with the Python of the peers: target/peers/venv/bin/python verdicts.py CORPUS, after peers.py has made that. The question is the same to
each: did one of these certificates' keys make the first signature of this document? The certificates are those that the corpus says to
trust, else those that the signature itself shows.
"""

import base64
import collections
import json
import os
import re
import subprocess
import sys
import warnings
import zlib

import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from lxml import etree
from signxml import SignatureConfiguration, XMLVerifier
from signxml.algorithms import DigestAlgorithm, SignatureMethod

HERE = os.path.dirname(os.path.abspath(__file__))
OURS = os.path.join(HERE, "target", "release", "ssoscope-oracles")
WORK = os.path.join(HERE, "target", "peers", "verdicts")
DSIG = "{http://www.w3.org/2000/09/xmldsig#}"
IDS = ["ID", "Id", "id", "AssertionID", "ResponseID", "RequestID"]


def documents(corpus):
    """The rows that can be asked about: path, XML, certificates."""
    for line in open(os.path.join(corpus, "manifest.tsv")).read().splitlines()[1:]:
        path, _, _, _, kind, expected, _, params = line.split("\t")[:8]
        params = json.loads(params)
        text = xml_of(os.path.join(corpus, path), params.get("form")) if kind.startswith("saml") or kind == "xmldsig" else None
        if text is None or b"Signature" not in text:
            continue
        trusted = [params["cert"]] if params.get("cert") else params.get("certs") or []
        certificates = [one for name in trusted for one in read_certificates(open(os.path.join(corpus, name), "rb").read())]
        yield path, expected, text, certificates or shown(text)


def xml_of(file, form):
    raw = open(file, "rb").read()
    try:
        if form in (None, "xml"):
            return raw
        if form == "base64":
            return base64.b64decode(raw)
        if form == "base64+deflate":
            return zlib.decompress(base64.b64decode(raw), -15)
    except (ValueError, zlib.error):
        return None
    return None


def read_certificates(raw):
    try:
        return x509.load_pem_x509_certificates(raw) if b"BEGIN CERT" in raw else [x509.load_der_x509_certificate(raw)]
    except ValueError:
        return []


def shown(text):
    found = re.search(rb"<(?:\w+:)?X509Certificate[^>]*>([^<]+)<", text)
    try:
        return [x509.load_der_x509_certificate(base64.b64decode(found.group(1)))] if found else []
    except ValueError:
        return []


def parsed(text):
    return etree.fromstring(text, etree.XMLParser(huge_tree=True, resolve_entities=False, load_dtd=False, no_network=True))


def by_xmlsec1(file, certificates):
    root = parsed(open(file, "rb").read())
    names = sorted({(etree.QName(one).namespace or "", etree.QName(one).localname, name)
                    for one in root.iter("*") for name in IDS if name in one.attrib})
    ids = [word for space, local, name in names for word in (f"--id-attr:{name}", f"{space}:{local}" if space else local)]
    for certificate in certificates:
        done = subprocess.run(["xmlsec1", "--verify", "--enabled-reference-uris", "empty,same-doc", "--pubkey-cert-pem", certificate, *ids,
                               "--node-xpath", "(//*[local-name()='Signature' and namespace-uri()='http://www.w3.org/2000/09/xmldsig#'])[1]",
                               file], capture_output=True)
        if done.returncode == 0:
            return True
    return (done.stderr.decode(errors="replace").strip().splitlines() or ["refuses"])[0]


def by_python_xmlsec(file, certificates):
    for certificate in certificates:
        root = parsed(open(file, "rb").read())
        xmlsec.tree.add_ids(root, IDS)
        context = xmlsec.SignatureContext()
        context.key = xmlsec.Key.from_file(certificate, xmlsec.constants.KeyDataFormatCertPem)
        try:
            context.verify(next(root.iter(DSIG + "Signature")))
            return True
        except xmlsec.Error as refusal:
            why = str(refusal)
    return why


class WithoutUndeclarations(XMLVerifier):
    """signxml without every xmlns="" that its canonical form has: E9 of README.md."""

    excise_empty_xmlns_declarations = True


def by_signxml(file, certificates):
    said = signxml_says(XMLVerifier, file, certificates)
    if said is not True and signxml_says(WithoutUndeclarations, file, certificates) is True:
        return f"E9: {said}"
    return said


def signxml_says(verifier, file, certificates):
    """Of the certificates, dates are not asked about: the others do not look at them either."""
    why = "a reference that leads nowhere"
    for name in certificates:
        certificate = x509.load_pem_x509_certificate(open(name, "rb").read())
        root = parsed(open(file, "rb").read())
        first = next(root.iter(DSIG + "Signature"))
        parent = first.getparent() if first.getparent() is not None else first
        place = root.getroottree().getelementpath(parent) if parent is not first else "."
        config = SignatureConfiguration(
            require_x509=False, ignore_ambiguous_key_info=True, verification_time=certificate.not_valid_before_utc,
            expect_references=len(first.findall(f"{DSIG}SignedInfo/{DSIG}Reference")),
            signature_methods=frozenset(SignatureMethod), digest_algorithms=frozenset(DigestAlgorithm),
            location="./" if place == "." else f"./{place}/")
        for attribute in IDS:
            try:
                verifier().verify(root, x509_cert=certificate, id_attribute=attribute, expect_config=config)
                return True
            except Exception as refusal:  # what it refuses, it raises as many kinds
                why = f"{type(refusal).__name__}: {refusal}" if "resolve reference" not in str(refusal) else why
    return why


ENGINES = {"xmlsec1": by_xmlsec1, "python-xmlsec": by_python_xmlsec, "signxml": by_signxml}


def written(number, text, certificates):
    """The document, its certificates in PEM and their keys, as files."""
    os.makedirs(WORK, exist_ok=True)
    file = os.path.join(WORK, f"{number}.xml")
    open(file, "wb").write(text)
    pems, keys = [], []
    for at, certificate in enumerate(certificates):
        pems.append(os.path.join(WORK, f"{number}.{at}.pem"))
        keys.append(os.path.join(WORK, f"{number}.{at}.spki"))
        open(pems[-1], "wb").write(certificate.public_bytes(Encoding.PEM))
        open(keys[-1], "wb").write(certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
    return file, pems, keys


def main():
    warnings.simplefilter("ignore")  # of certificates in the corpus with numbers that are no longer allowed
    rows = []
    for number, (path, expected, text, certificates) in enumerate(documents(sys.argv[1])):
        if certificates:
            rows.append((path, expected, *written(number, text, certificates)))
    asked = "".join("\t".join([file, *keys]) + "\n" for _, _, file, _, keys in rows)
    ours = subprocess.run([OURS, "verdicts"], input=asked, capture_output=True, text=True, check=True).stdout.splitlines()
    tally, differences = collections.Counter(), []
    for (path, expected, file, pems, _), line in zip(rows, ours, strict=True):
        said, reason = line.split("\t", 1)
        if said == "none":
            continue
        for name, engine in ENGINES.items():
            try:
                answer = engine(file, pems)
            except etree.XMLSyntaxError as refusal:
                answer = str(refusal)
            theirs = "valid" if answer is True else "invalid"
            tally[name, said, theirs] += 1
            if said != theirs:
                differences.append((name, said, theirs, expected, path, reason or " ".join(answer.split())[:160]))
    print("engine\tours\ttheirs\tdocuments")
    for key, count in sorted(tally.items()):
        print(*key, count, sep="\t")
    print("\nengine\tours\ttheirs\texpected\tpath\treason of the one that refuses")
    for row in sorted(differences):
        print(*row, sep="\t")


main()
