"""Canonicalises whole documents with lxml: the lines of xml/tests/oracle/libxml2_c14n.py in, hex or "error" out."""

import sys

from lxml import etree


def canonical(mode, comments, prefixes, text):
    parser = etree.XMLParser(resolve_entities=False, strip_cdata=False)
    try:
        tree = etree.ElementTree(etree.fromstring(text, parser))
        listed = None if prefixes == "-" else [None if p == "#default" else p for p in prefixes.split(",")]
        if listed and None in listed:
            listed = ["#default" if p is None else p for p in listed]
        return etree.tostring(
            tree, method="c14n", exclusive=mode == 1, with_comments=bool(comments), inclusive_ns_prefixes=listed
        ).hex()
    except Exception as error:
        return "error " + repr(error).replace("\n", " ")


def main():
    for line in sys.stdin:
        mode, comments, _scope, prefixes, text = line.split(" ")
        print(canonical(int(mode), int(comments), prefixes, bytes.fromhex(text.strip())), flush=True)


main()
