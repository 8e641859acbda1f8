"""Verifies one file again and again: ENGINE FILE CERTIFICATE RUNS in, "microseconds megabytes" out, of processor time."""

import resource
import sys
import time


def python_xmlsec(file, certificate):
    import xmlsec
    from lxml import etree

    key = xmlsec.Key.from_file(certificate, xmlsec.constants.KeyDataFormatCertPem)
    text = open(file, "rb").read()
    parser = etree.XMLParser(huge_tree=True)

    def verify():
        root = etree.fromstring(text, parser)
        xmlsec.tree.add_ids(root, ["ID"])
        context = xmlsec.SignatureContext()
        context.key = key
        context.verify(xmlsec.tree.find_node(root, "Signature"))

    return verify


def signxml(file, certificate):
    from lxml import etree
    from signxml import SignatureConfiguration, XMLVerifier

    pem = open(certificate).read()
    text = open(file, "rb").read()
    parser = etree.XMLParser(huge_tree=True)

    def verify():
        root = etree.fromstring(text, parser)
        XMLVerifier().verify(root, x509_cert=pem, id_attribute="ID", parser=parser,
                             expect_config=SignatureConfiguration(require_x509=False))

    return verify


def main():
    engine, file, certificate, runs = sys.argv[1:]
    verify = {"python-xmlsec": python_xmlsec, "signxml": signxml}[engine](file, certificate)
    verify()
    start = time.process_time()
    for _ in range(int(runs)):
        verify()
    taken = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(taken / int(runs) * 1e6, memory)


main()
