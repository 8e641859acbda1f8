"""Verifies each of many ID tokens with PyJWT: FOLDER RUNS in, "microseconds megabytes" for each token out. With FOLDER KEY MANY it makes
the tokens first."""

import json
import os
import resource
import sys
import time

import jwt

ISSUER, CLIENT, NONCE = "https://id.peers.example", "peers", "n-0S6_WzA2Mj"


def make(folder, key, many):
    """So many tokens that differ, and the key set that they are verified with."""
    algorithm = jwt.algorithms.RSAAlgorithm(jwt.algorithms.RSAAlgorithm.SHA256)
    private = algorithm.prepare_key(open(key).read())  # once: it is checked each time that it is read
    public = json.loads(algorithm.to_jwk(private.public_key()))
    public = {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "peers", "n": public["n"], "e": public["e"]}
    with open(os.path.join(folder, "jwks.json"), "w") as out:
        json.dump({"keys": [public]}, out)
    now = int(time.time())
    with open(os.path.join(folder, "tokens.txt"), "w") as out:
        for number in range(many):
            claims = {"iss": ISSUER, "aud": CLIENT, "nonce": NONCE, "iat": now - 60, "exp": now + 86400,
                      "email": f"user{number}@peers.example", "sub": f"{number:04}"}
            print(jwt.encode(claims, private, "RS256", headers={"kid": "peers"}), file=out)


def measure(folder, runs):
    key = jwt.PyJWK(json.load(open(os.path.join(folder, "jwks.json")))["keys"][0])
    tokens = open(os.path.join(folder, "tokens.txt")).read().split()

    def verify():
        for token in tokens:
            claims = jwt.decode(token, key, ["RS256"], audience=CLIENT, issuer=ISSUER)
            assert claims["nonce"] == NONCE

    verify()
    start = time.process_time()
    for _ in range(runs):
        verify()
    taken = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(taken / runs * 1e6 / len(tokens), memory)


if len(sys.argv) == 4:
    make(sys.argv[1], sys.argv[2], int(sys.argv[3]))
else:
    measure(sys.argv[1], int(sys.argv[2]))
