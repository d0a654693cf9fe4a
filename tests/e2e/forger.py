"""Whoever has taken the enrolment's intermediate: makes a key of his own and certifies it for the number of the family's PC."""

import subprocess

EXTENSIONS = """[machine]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = clientAuth
subjectAltName = URI:urn:maintendue:machine:{machine}
"""


class Forger:
    def __init__(self, world):
        self._place = world.folder / "forged"
        self._place.mkdir()
        keys = world.association.folder / "enrolment"
        (self._place / "ext").write_text(EXTENSIONS.format(machine=world.machine))
        self._openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "ec")
        self._openssl("pkcs8", "-topk8", "-nocrypt", "-in", "ec", "-out", "key")
        self._openssl("req", "-new", "-key", "key", "-subj", f"/CN={world.machine}", "-out", "csr")
        self._openssl(
            "x509", "-req", "-in", "csr", "-CA", keys / "intermediate.crt", "-CAkey", keys / "intermediate.key",
            "-set_serial", "1234567", "-days", "1000", "-sha256", "-extfile", "ext", "-extensions", "machine",
            "-out", "crt",
        )
        self.key = (self._place / "key").read_bytes()
        self.chain = (self._place / "crt").read_bytes() + (keys / "intermediate.crt").read_bytes()

    def sign(self, what):
        """ECDSA with SHA-256, in DER."""
        (self._place / "words").write_bytes(what)
        return self._openssl("dgst", "-sha256", "-sign", "key", "words")

    def _openssl(self, *words):
        return subprocess.run(
            ["openssl", *map(str, words)], check=True, capture_output=True, cwd=self._place
        ).stdout
