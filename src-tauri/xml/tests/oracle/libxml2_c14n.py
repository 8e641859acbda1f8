"""Canonicalises with libxml2: one request a line in, one answer a line out.

A request is "mode comments scope prefixes document", the document in hex, prefixes joined by commas or "-".
mode: 0 inclusive 1.0, 1 exclusive, 2 inclusive 1.1. scope: document, subtree (the element with @pick), or
hole (the same without the element with @drop). An answer is the canonical form in hex, or "error".
"""

import ctypes
import ctypes.util
import sys

SUBTREE = b"(//. | //@* | //namespace::*)[ancestor-or-self::*[@pick]]"
HOLE = b"(//. | //@* | //namespace::*)[ancestor-or-self::*[@pick] and not(ancestor-or-self::*[@drop])]"
QUIET = 32 | 64  # XML_PARSE_NOERROR | XML_PARSE_NOWARNING


def load():
    name = ctypes.util.find_library("xml2")
    if not name:
        sys.exit("libxml2 is not here")
    lib = ctypes.CDLL(name)
    for function in ("xmlReadMemory", "xmlXPathNewContext", "xmlXPathEvalExpression"):
        getattr(lib, function).restype = ctypes.c_void_p
    return lib


def node_set(lib, document, scope):
    if scope == "document":
        return None, None
    context = lib.xmlXPathNewContext(ctypes.c_void_p(document))
    found = lib.xmlXPathEvalExpression(HOLE if scope == "hole" else SUBTREE, ctypes.c_void_p(context))
    nodes = ctypes.cast(found + 8, ctypes.POINTER(ctypes.c_void_p))[0]
    return context, (found, nodes)


def canonical(lib, mode, comments, scope, prefixes, text):
    document = lib.xmlReadMemory(text, len(text), None, None, QUIET)
    if not document:
        return "error"
    context, nodes = node_set(lib, document, scope)
    listed = None
    if prefixes != "-":
        names = [name.encode() for name in prefixes.split(",")]
        listed = (ctypes.c_char_p * (len(names) + 1))(*names, None)
    out = ctypes.c_void_p()
    length = lib.xmlC14NDocDumpMemory(
        ctypes.c_void_p(document), ctypes.c_void_p(nodes[1] if nodes else None), mode, listed, comments,
        ctypes.byref(out))
    answer = ctypes.string_at(out, length).hex() if length >= 0 else "error"
    if context:
        lib.xmlXPathFreeObject(ctypes.c_void_p(nodes[0]))
        lib.xmlXPathFreeContext(ctypes.c_void_p(context))
    lib.xmlFreeDoc(ctypes.c_void_p(document))
    return answer


def main():
    lib = load()
    for line in sys.stdin:
        mode, comments, scope, prefixes, text = line.split(" ")
        print(canonical(lib, int(mode), int(comments), scope, prefixes, bytes.fromhex(text.strip())))


main()
