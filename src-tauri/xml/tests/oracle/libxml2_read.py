"""Reads with libxml2: one document in hex a line in; "good", "ill" or "namespace" a line out.

"ill": not well-formed. "namespace": well-formed, but not by Namespaces in XML. That a namespace name is no URI, or a
relative one, counts as neither.
"""

import ctypes
import ctypes.util
import sys

XML_FROM_NAMESPACE = 3
ODD_URIS = (99, 100)  # XML_WAR_NS_URI, XML_WAR_NS_URI_RELATIVE
HANDLER = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(ctypes.c_int))

seen = []


@HANDLER
def note(_, error):
    domain, code = error[0:2]
    seen.append(domain == XML_FROM_NAMESPACE and code not in ODD_URIS)


def load():
    name = ctypes.util.find_library("xml2")
    if not name:
        sys.exit("libxml2 is not here")
    lib = ctypes.CDLL(name)
    lib.xmlReadMemory.restype = ctypes.c_void_p
    lib.xmlSetStructuredErrorFunc(None, note)
    return lib


def verdict(lib, text):
    seen.clear()
    document = lib.xmlReadMemory(text, len(text), None, b"UTF-8", 0)
    if not document:
        return "ill"
    lib.xmlFreeDoc(ctypes.c_void_p(document))
    return "namespace" if any(seen) else "good"


def main():
    lib = load()
    for line in sys.stdin:
        print(verdict(lib, bytes.fromhex(line.strip())))


main()
